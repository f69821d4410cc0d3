import { readFileSync } from 'node:fs'
import type { Planned } from './generator'
import type { Load } from './load'

/** Something to measure: requests to a server, always the same number of them. */
export type Measure = {
  name: string
  origin: string
  /** The server's process. */
  pid: number
  planned: () => Planned[]
  count: number
  status: number
}

/** One round of one measure: answers a second, latencies in ms, and what one answer cost the server's CPU in ms. */
export type Round = {
  perSecond: number
  p50: number
  p99: number
  serverCpu: number | undefined
  /** The part of the time for which the generator itself was busy. */
  generatorBusy: number
}

/**
 * Takes all measures in turn, `rounds` times after one to warm up, so that whatever else the machine does meets all of
 * them alike.
 */
export async function interleaved(
  load: Load,
  measures: readonly Measure[],
  rounds: number,
  connections: number,
): Promise<Map<string, Round[]>> {
  const results = new Map<string, Round[]>(measures.map(({ name }) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const { name, origin, pid, planned, count, status } of measures) {
      const before = cpuOf(pid)
      const done = await load.run({ origin, planned: planned(), count, connections, status })
      const after = cpuOf(pid)
      if (round === 0) continue
      results.get(name)?.push({
        perSecond: count / done.seconds,
        p50: done.p50,
        p99: done.p99,
        serverCpu:
          before === undefined || after === undefined ? undefined : (after - before) / count,
        generatorBusy: done.cpu / done.seconds,
      })
    }
    process.stdout.write(round === 0 ? 'warmed up, round' : ` ${round}`)
  }
  process.stdout.write('\n')
  return results
}

/** The CPU time of a process so far in ms; undefined where the system does not tell it as Linux does. */
function cpuOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in brackets, may hold anything; then come state and ten more fields before user and system time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return undefined
  }
}

/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN
  return (upper + lower) / 2
}

/** The median of two series' ratios, each of two rounds that were taken right after one another. */
export function pairedRatio(above: readonly Round[], below: readonly Round[]): number {
  return median(above.map((one, index) => one.perSecond / (below[index]?.perSecond ?? Number.NaN)))
}
