import 'server-only'

const longest = 254
const looksLikeOne =
  /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"./]+(\.[^\s@<>()[\]\\,;:"./]+)+$/u
// Control and invisible characters, unassigned ones and halves of surrogate pairs.
const unusable = /\p{C}/u

/** An e-mail address in the one form in which accounts are kept: trimmed, NFKC, lower case. It need not be valid. */
export function foldEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase().normalize('NFKC')
}

/** Why a folded address cannot belong to an account ("must be an e-mail address …"); undefined when it can. */
export function emailProblem(email: string): string | undefined {
  if (email === '') return 'must not be empty'
  if (email.length > longest) return `must have at most ${longest} characters`
  if (unusable.test(email)) return 'must not contain control characters'
  if (!looksLikeOne.test(email)) return 'must be an e-mail address such as name@example.org'
  return undefined
}
