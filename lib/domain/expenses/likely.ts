import { foldText } from '@/lib/core/text'

/** One expense of a person's own past: `hour` is that of writing it down, by the clock of its device. */
export type Habit = {
  categoryId: string
  note: string
  /** The note as `foldText` has it: thousands are compared at each letter that is typed. */
  noteKey: string
  amount: number
  /** YYYY-MM-DD */
  date: string
  hour: number
}

/** What is known of a new expense so far. */
export type Moment = {
  today: string
  hour: number
  note?: string
  amount?: number | undefined
}

const halfLifeDays = 45
const dayMs = 86_400_000

/**
 * The categories that a new expense is likely to be in, the likeliest first. Each expense of the past is a vote for its
 * category. It counts half after 45 days, and more where it is like the new one: 3 times on the same weekday, up to 4
 * times at the same hour of the day, 6 times with an amount within a tenth, 40 times with the same note. Pure.
 */
export function likelyCategories(past: readonly Habit[], moment: Moment): string[] {
  const votes = new Map<string, number>()
  const noteKey = foldText(moment.note ?? '')
  const ageWeight = ageWeights(moment)
  for (const habit of past) {
    const vote = ageWeight(habit) * likeness(habit, { ...moment, noteKey })
    votes.set(habit.categoryId, (votes.get(habit.categoryId) ?? 0) + vote)
  }
  return [...votes].sort((a, b) => b[1] - a[1]).map(([id]) => id)
}

/** The category that a note was used with before, the recent past counting most; undefined for a new note. Pure. */
export function categoryOfNote(
  past: readonly Habit[],
  note: string,
  moment: Moment,
): string | undefined {
  const key = foldText(note)
  if (key === '') return undefined
  const same = past.filter(({ noteKey }) => noteKey === key)
  return likelyCategories(same, moment)[0]
}

/**
 * The category of an amount that was in it three times or more and never in another one, such as a fare or a rent;
 * undefined for any other amount. Pure.
 */
export function categoryOfAmount(past: readonly Habit[], amount: number): string | undefined {
  const same = past.filter((habit) => habit.amount === amount)
  const categoryId = same[0]?.categoryId
  const always = same.length >= 3 && same.every((habit) => habit.categoryId === categoryId)
  return always ? categoryId : undefined
}

/** Notes that begin as this one does, or have a word that does, the most used lately first; at most five. Pure. */
export function likelyNotes(past: readonly Habit[], typed: string, moment: Moment): string[] {
  const key = foldText(typed)
  if (key === '') return []
  const found = new Map<string, { note: string; votes: number }>()
  const ageWeight = ageWeights(moment)
  for (const habit of past) {
    const name = habit.noteKey
    if (name === key || !` ${name}`.includes(` ${key}`)) continue
    const known = found.get(name) ?? { note: habit.note, votes: 0 }
    const begins = name.startsWith(key) ? 2 : 1
    known.votes += begins * ageWeight(habit)
    found.set(name, known)
  }
  return [...found.values()]
    .sort((a, b) => b.votes - a.votes)
    .slice(0, 5)
    .map(({ note }) => note)
}

/** How much an expense counts by its age, worked out once for each date: expenses are many, dates are few. */
function ageWeights({ today }: Moment): (habit: Habit) => number {
  const end = Date.parse(today)
  const known = new Map<string, number>()
  return ({ date }) => {
    let weight = known.get(date)
    if (weight === undefined) {
      weight = 0.5 ** (Math.max(0, (end - Date.parse(date)) / dayMs) / halfLifeDays)
      known.set(date, weight)
    }
    return weight
  }
}

function likeness(
  habit: Habit,
  { today, hour, noteKey, amount }: Moment & { noteKey: string },
): number {
  const sameDay = weekday(habit.date) === weekday(today) ? 3 : 1
  const apart = Math.abs(habit.hour - hour)
  const hours = Math.min(apart, 24 - apart)
  const near = amount !== undefined && Math.abs(habit.amount - amount) <= Math.abs(amount) / 10
  return (
    sameDay *
    (1 + Math.max(0, 3 - hours)) *
    (near ? 6 : 1) *
    (noteKey !== '' && habit.noteKey === noteKey ? 40 : 1)
  )
}

function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay()
}
