import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { median, type Round } from './rounds'
import type { SignInRound } from './sign-ins'
import { table } from './table'

/** A promise of the project about speed, and what was found. */
export type Target = { name: string; found: number; wanted: string; ok: boolean; unit: string }

/** `found` must be at least `least`. */
export function atLeast(name: string, found: number, least: number, unit: string): Target {
  return { name, found, wanted: `≥ ${least} ${unit}`, ok: found >= least, unit }
}

/** `found` must be at most `most`. */
export function atMost(name: string, found: number, most: number, unit: string): Target {
  return { name, found, wanted: `≤ ${most} ${unit}`, ok: found <= most, unit }
}

/** The medians of every measure as a table. */
export function measureTable(results: ReadonlyMap<string, readonly Round[]>): string {
  const rows = [...results].map(([name, rounds]) => {
    const of = (pick: (round: Round) => number | undefined) =>
      median(rounds.map((round) => pick(round) ?? Number.NaN))
    return [
      name,
      of((round) => round.perSecond).toFixed(0),
      of((round) => round.p50).toFixed(1),
      of((round) => round.p99).toFixed(1),
      of((round) => round.serverCpu).toFixed(2),
      `${(100 * of((round) => round.generatorBusy)).toFixed(0)} %`,
    ]
  })
  const head = ['measure (medians)', 'per s', 'p50 ms', 'p99 ms', 'server CPU ms', 'generator busy']
  return table([head, ...rows])
}

/** The targets beside what was found. */
export function targetTable(targets: readonly Target[]): string {
  const rows = targets.map(({ name, found, wanted, ok, unit }) => [
    ...[name, `${found.toFixed(unit === 'ms' ? 1 : 2)} ${unit}`, wanted],
    ok ? 'ok' : 'SHORT',
  ])
  return table([['target', 'found', 'wanted', ''], ...rows])
}

/** Where the longest gaps at the sign-ins come from: on a busy machine, mostly from waiting for a CPU. */
export function gapTable(rounds: readonly SignInRound[]): string {
  const of = (pick: (round: SignInRound) => number) => `${median(rounds.map(pick)).toFixed(1)} ms`
  return table([
    ['longest gap of the event loop (medians)', 'gap', 'computing', 'waiting for a CPU'],
    [
      ...['without sign-ins', of(({ idle }) => idle.gap)],
      ...[of(({ idle }) => idle.computing), of(({ idle }) => idle.waiting)],
    ],
    [
      ...['at ten sign-ins', of(({ busy }) => busy.gap)],
      ...[of(({ busy }) => busy.computing), of(({ busy }) => busy.waiting)],
    ],
    ['slowest health at ten sign-ins', of(({ health }) => health), '', ''],
  ])
}

/** Writes everything as JSON and answers the file. */
export function writeResults(folder: string, results: object, prefix = ''): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${prefix}${new Date().toISOString().replaceAll(':', '-')}.json`)
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
  return file
}
