import 'server-only'

const secretBytes = 32
/** So many different characters has each text that was drawn at random, as hexadecimal digits too. */
const leastDistinct = 8
/** A shorter text that is repeated can be guessed like that text alone. */
const leastPeriod = 16

/** What is wrong with a secret, to stand after its name; undefined where nothing shows that it can be guessed. */
export function secretProblem(text: string): string | undefined {
  const bytes = Buffer.byteLength(text)
  if (bytes < secretBytes) return `must be at least ${secretBytes} bytes long, but has ${bytes}`
  if (isExample(text)) return 'must be a secret of your own, but is the text of an example'
  const characters = [...text]
  const isPlain =
    new Set(characters).size < leastDistinct ||
    period(characters) < leastPeriod ||
    evenSteps(characters) > characters.length / 2
  return isPlain ? 'must be random, but repeats itself' : undefined
}

function isExample(text: string): boolean {
  return /openssl rand|random bytes|change[ _-]?(me|this)|your[ _-]?(auth[ _-]?)?secret/i.test(text)
}

/** After how many characters a text begins again. */
function period(characters: readonly string[]): number {
  for (let step = 1; step < characters.length; step++) {
    if (characters.every((one, at) => at < step || one === characters[at - step])) return step
  }
  return characters.length
}

/** How many characters are as far from the one before as that is from its own: in "abcd" and "9876" nearly all. */
function evenSteps(characters: readonly string[]): number {
  const codes = characters.map((one) => one.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0))
  return steps.filter((step, at) => at > 0 && step === steps[at - 1]).length
}
