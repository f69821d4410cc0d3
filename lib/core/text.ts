// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
const unstorable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/

/** Why a text cannot be kept as one line ("must not contain control characters"); undefined when it can. */
export function lineProblem(text: string): string | undefined {
  if (unstorable.test(text)) return 'must not contain control characters or line breaks'
  if (!text.isWellFormed()) return 'must be well-formed Unicode'
  return undefined
}

/** The key under which names count as the same: trimmed, NFKC, inner white space folded, case-folded. */
export function foldName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase().toLowerCase()
}
