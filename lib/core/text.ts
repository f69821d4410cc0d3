// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
const unstorable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/

/** Why a text cannot be kept as one line ("must not contain control characters"); undefined when it can. */
export function lineProblem(text: string): string | undefined {
  if (unstorable.test(text)) return 'must not contain control characters or line breaks'
  if (!text.isWellFormed()) return 'must be well-formed Unicode'
  return undefined
}

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** A text to be put into a sentence whose order it leaves alone, also where it runs from right to left. */
export function apart(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text
}

/** A text that came from elsewhere as one line of at most some UTF-16 units, which no character is cut by. */
export function asLine(text: string, most: number): string {
  const line = text.replace(new RegExp(`${unstorable.source}+`, 'g'), ' ').toWellFormed()
  let end = 0
  for (const character of line) {
    if (end + character.length > most) break
    end += character.length
  }
  return line.slice(0, end)
}

/** The key under which names count as the same: trimmed, NFKC, inner white space folded, case-folded. */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase().toLowerCase()
}
