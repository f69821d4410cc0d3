import { parseAmount } from './amount'
import { categoryReadings, type Named, outerCategories } from './line-categories'
import { type IsEdge, type LineDay, lineDays } from './line-days'
import { figuresIn, type LineFigure, type Words, wordsOf } from './line-figures'

/** What one line says of an expense; what it does not say is undefined or empty. */
export type LineReading = {
  /** In minor units. */
  amount: number | undefined
  date: string | undefined
  categoryId: string | undefined
  note: string
  /** Whether the figure names another currency, so that somebody has to say that it is meant in this one. */
  foreign: boolean
}

/** Where, when and for what a line is read. */
export type LineContext = {
  currency: string
  today: string
  locale: string
  categories: readonly Named[]
}

/** The most readings that are offered. */
const most = 6

/**
 * What a line such as "12.50 coffee yesterday" or "2 beers 9.80 dining" may mean, by all its words together, the likeliest
 * first; it means one thing where there is one reading that is not foreign, else a person has to choose.
 *
 * The amount is the figure with decimals, a currency or an explicit sum, else the bare whole one. Days are "today",
 * "yesterday", a weekday (the last one that was), "2 days ago", and dates in figures or words (see `daysIn`); the category is one of the
 * wallet's by its name; the rest is the note. The amount and the day part a line into phrases. A word that can be two
 * things (a short weekday, a category that is a word as well) is taken where it is a phrase by itself, and left alone within
 * one; where it begins or ends a phrase both readings stand. A line that is an amount by the rules of the form is that amount.
 */
export function readEntryLine(line: string, context: LineContext): LineReading[] {
  const whole = parseAmount(line, context.currency)
  if (whole.ok) return [{ ...nothing, amount: whole.amount }]
  const words = wordsOf(line, context.currency)
  const figures = figuresIn(words, context.currency)
  const heaviest = figuresOfMostWeight(figures)
  const named = outerCategories(words, context.categories)
  const isEdge: IsEdge = (at, span) =>
    at === 0 ||
    at === words.length ||
    [...heaviest, ...named].some((one) => apart(one, span) && (one.to === at || one.from === at))
  const days = lineDays(words, isEdge, context)
  const readings = dayChoices(days, figures).flatMap((day) => {
    const free = figures.filter((figure) => !day || apart(figure, day))
    const amounts = inOrder(figuresOfMostWeight(free))
    const spans = amounts.length > 0 ? amounts : [undefined]
    return spans.map((figure) => ({ figure, day }))
  })
  const some = readings.some(({ figure }) => figure)
  return readings
    .filter(({ figure, day }) => figure || !some || (day && !day.isFigure))
    .flatMap(({ figure, day }) => entries(words, figure, day, context.categories))
    .filter(isFirstOfItsKind)
    .slice(0, most)
}

/** Whether a line's readings leave nothing to choose. */
export function isClear([first, more]: readonly LineReading[]): boolean {
  return first !== undefined && !more && !first.foreign
}

const nothing: LineReading = {
  amount: undefined,
  date: undefined,
  categoryId: undefined,
  note: '',
  foreign: false,
}

type Span = { from: number; to: number }

function figuresOfMostWeight(figures: readonly LineFigure[]): LineFigure[] {
  const weight = Math.max(...figures.map((figure) => figure.weight))
  return figures.filter((figure) => figure.weight === weight)
}

// What a line begins with is meant first, else what it ends with: "2 3 beers", but "windows 11 139".
function inOrder(figures: readonly LineFigure[]): LineFigure[] {
  const begins = figures.some(({ from }) => from === 0)
  const grouped = begins || figures.some(({ weight }) => weight === 2)
  const length = ({ from, to }: Span) => (grouped ? to - from : 0)
  return [...figures].sort(
    (a, b) => length(b) - length(a) || (begins ? a.from - b.from : b.from - a.from),
  )
}

/** The days that a line may be of; undefined where it may name none. */
function dayChoices(
  days: readonly LineDay[],
  figures: readonly LineFigure[],
): (LineDay | undefined)[] {
  const sure = days.findLast((day) => day.sure)
  if (!sure) return [undefined, ...days]
  const left = figures.filter((figure) => apart(figure, sure))
  if (sure.parts && !left.some(({ weight }) => weight === 2)) {
    return left.length > 0 ? [sure, ...sure.parts] : sure.parts
  }
  return figures.length === 0 || left.length > 0 ? [sure] : [undefined, sure]
}

function apart(one: Span, other: Span): boolean {
  return one.to <= other.from || other.to <= one.from
}

function entries(
  words: Words,
  figure: LineFigure | undefined,
  day: LineDay | undefined,
  categories: readonly Named[],
): LineReading[] {
  const phrases = between(words, figure, day)
  const known = { amount: figure?.amount, date: day?.date, foreign: figure?.foreign ?? false }
  const endsLine = ![figure, day].some((span) => span?.to === words.length)
  return categoryReadings(phrases, categories, endsLine).map((rest) => ({ ...known, ...rest }))
}

/** The phrases that an amount and a day leave of a line. */
function between(words: Words, ...spans: (Span | undefined)[]): Words[] {
  const taken = spans.filter((span) => span !== undefined).sort((a, b) => a.from - b.from)
  const ends = [...taken.map(({ from }) => from), words.length]
  const starts = [0, ...taken.map(({ to }) => to)]
  return starts
    .map((start, index) => words.slice(start, ends[index]))
    .filter(({ length }) => length > 0)
}

function isFirstOfItsKind(one: LineReading, at: number, all: readonly LineReading[]): boolean {
  const key = JSON.stringify(one)
  return all.findIndex((other) => JSON.stringify(other) === key) === at
}
