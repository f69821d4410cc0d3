import { trimLine } from './text'

const lineBreaks = /[\n\r\v\f\u0085\u2028\u2029]+/
// biome-ignore lint/suspicious/noControlCharactersInRegex: what cannot be kept is looked for
const unstorable = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]+/g

/**
 * A text that was pasted or sent by a form as the one line it can be kept as: several lines are joined by " / " (or by
 * what is given), a tab or another control character is a space, half a character is none. Without white space around it; nothing where nothing of it is seen.
 */
export function oneLine(text: string, between = ' / '): string {
  const lines = text.split(lineBreaks).map((line) => line.replace(unstorable, ' ').trim())
  return trimLine(lines.filter(Boolean).join(between).toWellFormed())
}
