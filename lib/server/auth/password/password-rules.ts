import 'server-only'

/** The fewest characters (code points) a password can have. */
export const shortestPassword = 8
/** The most bytes a password can have, in UTF-8. */
export const longestPassword = 1024

/**
 * The form in which a password is compared and hashed: NFKC, so that the same keys on another keyboard or system
 * ("é" as one character or two) give the same password.
 */
export function foldPassword(password: string): string {
  return password.normalize('NFKC')
}

/** Why a text cannot be the password of an account ("must have at least 8 characters"); undefined when it can. */
export async function passwordProblem(
  password: string,
  email: string,
): Promise<string | undefined> {
  if (Buffer.byteLength(password) > longestPassword) {
    return `must have at most ${longestPassword} bytes`
  }
  if (!password.isWellFormed()) return 'must be well-formed Unicode'
  const folded = foldPassword(password)
  if ([...folded].length < shortestPassword) {
    return `must have at least ${shortestPassword} characters`
  }
  const lower = folded.toLowerCase()
  if (lower === email || lower === email.split('@')[0]) {
    return 'must not be the e-mail address or its first part'
  }
  if ((await commonPasswords()).has(lower)) {
    return 'is one of the most common passwords: choose another one'
  }
  return undefined
}

let common: Promise<ReadonlySet<string>> | undefined

// Half a megabyte that only registrations and new passwords need; too short ones are refused anyway.
function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) =>
      new Set(dictionary['passwords-common'].filter((word) => word.length >= shortestPassword)),
  )
  return common
}
