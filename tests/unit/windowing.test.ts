import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DayCount,
  type DayList,
  headingHeight,
  heightOf,
  keptScroll,
  layOutDays,
  rowHeight,
  visibleDays,
} from '@/components/expenses/list/windowing'
import { addDays } from '@/lib/core/dates'

const counts = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 })

function listed(days: readonly DayCount[]): DayList {
  return { length: days.length, at: (index) => days[index], counts: days.map(({ count }) => count) }
}

function daysOf(list: readonly number[]): DayCount[] {
  return list.map((count, index) => ({ date: addDays('2026-11-23', -index), count }))
}

/** Every row of a list with its top and bottom, the slow way. */
function allRows(days: readonly DayCount[]) {
  let top = 0
  return days.flatMap(({ count }, day) => {
    top += headingHeight
    return Array.from({ length: count }, (_, row) => {
      const at = top
      top += rowHeight
      return { day, row, from: at, to: at + rowHeight }
    })
  })
}

describe('the visible part of a list', () => {
  it('holds every row that stands in view, at its place, and few others', () => {
    fc.assert(
      fc.property(
        counts,
        fc.nat(100_000),
        fc.integer({ min: 1, max: 2000 }),
        (list, from, height) => {
          const days = daysOf(list)
          const layout = layOutDays(listed(days))
          const to = from + height
          const shown = visibleDays(layout, from, to).flatMap(({ index, firstRow, endRow }) =>
            Array.from({ length: endRow - firstRow }, (_, row) => `${index} ${firstRow + row}`),
          )
          const inView = allRows(days).filter((row) => row.to > from && row.from < to)
          expect(shown).toEqual(inView.map(({ day, row }) => `${day} ${row}`))
        },
      ),
    )
  })

  it('is as high as its headings and rows', () => {
    expect(heightOf(layOutDays(listed(daysOf([2, 1]))))).toBe(2 * headingHeight + 3 * rowHeight)
    expect(visibleDays(layOutDays(listed([])), 0, 500)).toEqual([])
  })
})

describe('the scroll position after a change', () => {
  it('keeps what stands at the top when expenses come in above it', () => {
    fc.assert(
      fc.property(counts, counts, fc.nat(100_000), (above, list, at) => {
        const days = daysOf(list).map((day) => ({ ...day, date: addDays(day.date, -100) }))
        const before = layOutDays(listed(days))
        const after = layOutDays(listed([...daysOf(above), ...days]))
        const y = Math.min(at, heightOf(before))
        if (y === 0 || days.length === 0) return
        expect(keptScroll(before, after, y)).toBe(y + heightOf(layOutDays(listed(daysOf(above)))))
      }),
    )
  })

  it('goes to the next older day where the day itself is gone, and stays at the very top', () => {
    const [first, second, third] = daysOf([1, 1, 1]) as [DayCount, DayCount, DayCount]
    const before = layOutDays(listed([first, second, third]))
    const after = layOutDays(listed([first, third]))
    const day = headingHeight + rowHeight
    expect(keptScroll(before, after, day + 10)).toBe(day)
    expect(keptScroll(before, after, 0)).toBe(0)
  })
})
