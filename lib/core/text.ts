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

// Beside white space, what leaves a blank.
const blanks = /[\u2800\u115f\u1160\u3164\uffa0\u{1d159}]/gu
const seen = /[^\p{M}\p{Z}\p{Cc}\p{Cf}\p{DI}\u2800\u{1d159}]/u

/** A text without white space around it; nothing where nothing of it is seen, however many characters it has. */
export function trimLine(text: string): string {
  return seen.test(text) ? text.trim() : ''
}

// A joiner within an emoji and the letters of a flag make another picture; anything else that takes no room is not seen.
const unseen =
  /(?<=\p{Extended_Pictographic}\p{EMod}?\ufe0f?)\u200d(?=\p{Extended_Pictographic})|(?<=\u{1f3f4}[\u{e0020}-\u{e007e}]*)[\u{e0020}-\u{e007f}]|([\p{DI}\p{Cf}])/gu

/**
 * The key under which names count as the same, which is where they look the same: trimmed, NFKC, inner white space folded,
 * case-folded, without what is not seen.
 */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(blanks, ' ')
    .replace(unseen, (found, nothing) => (nothing ? '' : found))
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
}

// The marks of Thai, of India's scripts and of kana make another letter, and so stay.
const accents =
  /(?![\u0780-\u07ff\u0900-\u1aaf\u1b00-\u1dbf\u3099\u309a\ua000-\uabff\u{10a00}-\u{1ffff}])\p{Mn}|\u0640/gu

const alike = new Map(
  "æae œoe øo đd ðd łl ħh ŧt ŋn þth ıi ςσ ىي یي کك ةه ‐- ‑- ‒- –- —- ―- −- ־- ‘' ’' ‛' ʼ' ʻ' ′' ´' `' “\" ”\" „\" «\" »\""
    .split(' ')
    .map(([from = '', ...to]) => [from, to.join('')]),
)

/**
 * A text as searches compare it: as `foldName` has it, and beyond that without accents and vowel points, in the base letters
 * of the alphabet ("Łódź" is "lodz"), with western figures and plain marks.
 */
export function foldText(text: string): string {
  return foldName(text.replace(/´/g, "'"))
    .normalize('NFKD')
    .replace(accents, '')
    .replace(/[^ -~]/gu, (one) => alike.get(one) ?? figureOf(one))
    .normalize('NFC')
}

const figure = /\p{Nd}/u

/** A figure of any script as a western one: each script has its ten in a row. Anything else as it is. */
function figureOf(one: string): string {
  if (!figure.test(one)) return one
  const code = one.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && figure.test(String.fromCodePoint(code - value - 1))) value++
  return `${value}`
}
