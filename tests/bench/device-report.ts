import type { Pair } from './device-page'
import type { DeviceTimes } from './devices'
import { atMost, type Target } from './report'
import { median } from './rounds'
import { table } from './table'

/** What was measured on devices, one figure a round, and what is wanted of its median. */
type Figure = {
  name: string
  rounds: (times: DeviceTimes) => readonly number[]
  most?: number
  unit: 'ms' | '×' | 'MB'
}

const ms = (name: string, rounds: Figure['rounds'], most?: number): Figure => ({
  ...{ name, rounds, unit: 'ms' },
  ...(most !== undefined && { most }),
})
const asLong = (name: string, pick: (times: DeviceTimes) => Pair<number[]>, most: number) =>
  ({ name, rounds: (times) => timesAsLong(pick(times)), most, unit: '×' }) satisfies Figure

const figures: Figure[] = [
  ms('Enter to painted after a pause, 100', ({ saving }) => saving.paused.few, 40),
  ms('Enter to painted after a pause, 100,000', ({ saving }) => saving.paused.many),
  ms('Enter to painted at once, 100', ({ saving }) => saving.atOnce.few, 45),
  ms('Enter to painted at once, 100,000', ({ saving }) => saving.atOnce.many),
  asLong('Enter to painted: 100,000 to 100', ({ saving }) => saving.paused, 1.1),
  ms('Enter to painted with CPU 4 ×, 100', ({ saving }) => saving.slow.few),
  ms('Enter to painted with CPU 4 ×, 100,000', ({ saving }) => saving.slow.many, 150),
  ms('seen on another device, 100', ({ saving }) => saving.seen.few, 90),
  ms('seen on another device, 100,000', ({ saving }) => saving.seen.many, 100),
  ms('opening, 100', ({ open }) => open.few),
  ms('opening, 100,000', ({ open }) => open.many),
  asLong('opening: 100,000 to 100', ({ open }) => open, 1.05),
  ms('opening with CPU 4 × and fast 4G, 100', ({ openSlow }) => openSlow.few),
  ms('opening with CPU 4 × and fast 4G, 100,000', ({ openSlow }) => openSlow.many, 1000),
  ms('opening offline, 100', ({ offline }) => offline.few),
  ms('opening offline, 100,000', ({ offline }) => offline.many),
  asLong('opening offline: 100,000 to 100', ({ offline }) => offline, 1.5),
  ms('first sync of 100,000: usable', ({ first }) => first.usable, 1500),
  ms('first sync of 100,000: complete', ({ first }) => [first.complete]),
  ms('longest task during it', ({ first }) => [first.longestTask]),
  ms('first search of 100,000', ({ searching }) => searching.map(({ first }) => first), 250),
  ms('every other one', ({ searching }) => searching.flatMap(({ others }) => others), 40),
  ms('longest task while typing, 100,000', ({ saving }) => saving.typing, 30),
  ms('longest task while searching', ({ moving }) => moving.map((one) => one.searching), 30),
  ms('longest task while scrolling', ({ moving }) => moving.map((one) => one.scrolling), 30),
  ms('95 of 100 frames meanwhile', ({ moving }) => moving.map(({ frame }) => frame)),
  {
    name: 'renderer after scrolling 100,000',
    rounds: ({ memory }) => memory.map(({ renderer }) => renderer),
    ...{ most: 120, unit: 'MB' },
  },
  {
    name: 'of these by its scripts',
    rounds: ({ memory }) => memory.map(({ heap }) => heap),
    unit: 'MB',
  },
]

/** How many times as long each round took with many expenses as with few. */
function timesAsLong({ few, many }: Pair<number[]>): number[] {
  return many.map((one, round) => one / (few[round] ?? Number.NaN))
}

/** What was promised of devices beside what was found. */
export function deviceTargets(times: DeviceTimes): Target[] {
  return figures.flatMap(({ name, rounds, most, unit }) =>
    most === undefined ? [] : [atMost(name, median(rounds(times)), most, unit)],
  )
}

/** Every figure of every round, in lines. */
export function deviceLines(times: DeviceTimes): string {
  const lines = figures.map(({ name, rounds, unit }) => {
    const found = rounds(times).map((one) => written(one, unit))
    return `${name}: ${found.join(' ')} ${unit}`
  })
  return lines.join('\n')
}

/** The medians of another build, of this one, and of their ratios round by round. */
export function againstTable(before: DeviceTimes, now: DeviceTimes): string {
  const rows = figures.map(({ name, rounds, most, unit }) => {
    const [then, here] = [rounds(before), rounds(now)]
    const ratio = median(here.map((one, round) => one / (then[round] ?? Number.NaN)))
    const found = median(here)
    return [
      ...[name, `${written(median(then), unit)} ${unit}`, `${written(found, unit)} ${unit}`],
      ...[Number.isFinite(ratio) ? `${ratio.toFixed(2)} ×` : '', most ? `≤ ${most} ${unit}` : ''],
      most === undefined || found <= most ? '' : 'SHORT',
    ]
  })
  return table([['medians', 'before', 'now', 'now to before', 'wanted', ''], ...rows])
}

function written(figure: number, unit: Figure['unit']): string {
  return figure.toFixed(unit === '×' ? 2 : 0)
}
