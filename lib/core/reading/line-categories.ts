import { oneLine } from '../one-line'
import { foldName } from '../text'
import { textOf, type Words } from './line-figures'

export type Named = { id: string; name: string }

type Rest = { categoryId: string | undefined; note: string }
type Place = { phrase: number; from: number; to: number; id: string; sure: boolean }

/** Words that lead to a place or a purpose: what follows them is part of the note. */
const leading = /^(?:a|an|and|at|by|for|from|in|into|my|near|of|on|our|the|to|with|&|\+)$/i

/**
 * What the phrases of a line may say beside its amount and its day. A category is surely meant where its name is a
 * phrase by itself, ends the line (`endsLine`: the last phrase does), or has several words; where it begins or ends another phrase it may be part of the note.
 */
export function categoryReadings(
  phrases: readonly Words[],
  categories: readonly Named[],
  endsLine: boolean,
): Rest[] {
  const places = placesOf(phrases, categories, endsLine)
  const sure = places.find((place) => place.sure)
  if (sure) return [without(phrases, sure)]
  const [likeliest] = places
  const plain = without(phrases, undefined)
  return likeliest ? [without(phrases, likeliest), plain] : [plain]
}

/** Where a line begins or ends with the name of a category. */
export function outerCategories(line: Words, categories: readonly Named[]) {
  return placesOf([line], categories, true)
}

/** Where names of categories stand, the longest first, then the last. */
function placesOf(
  phrases: readonly Words[],
  categories: readonly Named[],
  endsLine: boolean,
): Place[] {
  const byName = new Map(categories.map(({ id, name }) => [foldName(name), id]))
  const longest = Math.max(0, ...[...byName.keys()].map((name) => name.split(' ').length))
  const found: Place[] = []
  for (const [phrase, words] of phrases.entries()) {
    for (let from = 0; from < words.length; from++) {
      for (let to = from + 1; to <= Math.min(words.length, from + longest); to++) {
        const id = byName.get(foldName(textOf(words, from, to)))
        const [begins, ends] = [from === 0, to === words.length]
        if (id === undefined || !(begins || ends)) continue
        const isLed = leading.test(words[from - 1]?.text ?? '')
        if (isLed && from > 0) continue
        const isLast = ends && endsLine && phrase === phrases.length - 1
        found.push({ phrase, from, to, id, sure: (begins && ends) || isLast || to - from > 1 })
      }
    }
  }
  return found.sort(
    (a, b) => b.to - b.from - (a.to - a.from) || b.phrase - a.phrase || b.from - a.from,
  )
}

function without(phrases: readonly Words[], place: Place | undefined): Rest {
  const kept = phrases.flatMap((words, index) =>
    place?.phrase === index ? [words.slice(0, place.from), words.slice(place.to)] : [words],
  )
  const note = kept
    .map((words) => textOf(words, 0, words.length))
    .filter(Boolean)
    .join(' ')
  return { categoryId: place?.id, note: oneLine(note) }
}
