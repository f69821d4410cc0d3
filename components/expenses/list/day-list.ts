import type { Month } from '@/lib/client/hooks/expenses'
import { dayOf } from '@/lib/core/dates'
import { asSum } from '@/lib/core/money'
import type { DayCount, DayList } from './windowing'

/** A day of the list with what was spent on it, in minor units; not a number where that passes 2^53, as all sums here. */
export type Day = DayCount & { sum: number }

/** Days of the list, newest first, with the sum of each by its place. */
export type SummedDays = DayList<Day> & { sums: ArrayLike<number> }

/** Days that are there already, as a list. */
export function listed(days: readonly Day[]): SummedDays {
  return {
    length: days.length,
    at: (index) => days[index],
    counts: days.map(({ count }) => count),
    sums: days.map(({ sum }) => sum),
  }
}

/** Every day of some months that has expenses. Of twenty years a screen shows few, and only what is asked for is made. */
export class MonthDays implements SummedDays {
  readonly counts: Uint32Array
  readonly sums: Float64Array
  readonly #months: readonly Month[]
  /** Of each day the place of its month, and the day in it. */
  readonly #places: Uint32Array

  /** Of months from the newest to the oldest, as the device keeps them. */
  static of(months: readonly Month[]): MonthDays {
    const most = months.length * 31
    const places = new Uint32Array(most)
    const counts = new Uint32Array(most)
    const sums = new Float64Array(most)
    let length = 0
    for (const [place, month] of months.entries()) {
      for (let day = 31; day >= 1; day--) {
        const count = month.counts[day - 1]
        if (!count) continue
        places[length] = place * 32 + day
        counts[length] = count
        sums[length] = asSum(month.sums[day - 1] ?? 0)
        length++
      }
    }
    return new MonthDays(months, places, counts, sums).between(0, length)
  }

  private constructor(
    months: readonly Month[],
    places: Uint32Array,
    counts: Uint32Array,
    sums: Float64Array,
  ) {
    this.#months = months
    this.#places = places
    this.counts = counts
    this.sums = sums
  }

  get length(): number {
    return this.counts.length
  }

  at(index: number): Day | undefined {
    const place = this.#places[index]
    const month = place === undefined ? undefined : this.#months[place >> 5]
    if (place === undefined || !month) return undefined
    const [count, sum] = [this.counts[index] ?? 0, this.sums[index] ?? 0]
    return { date: dayOf(month.month, place & 31), count, sum }
  }

  /** Those from one place to before another. */
  between(from: number, to = this.length): MonthDays {
    const [places, counts] = [this.#places.subarray(from, to), this.counts.subarray(from, to)]
    return new MonthDays(this.#months, places, counts, this.sums.subarray(from, to))
  }
}
