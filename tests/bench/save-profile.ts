import type { Page } from 'playwright'
import { save } from './device-page'
import { table } from './table'

type Profile = {
  profile: {
    nodes: {
      id: number
      callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number }
    }[]
    samples: number[]
    timeDeltas: number[]
  }
}

/** Where a page spends the time of a save, in ms of one save: by what it does, its longest functions first. */
export async function profileSaves(
  page: Page,
  saves: number,
): Promise<[what: string, ms: number][]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Profiler.enable')
  await session.send('Profiler.setSamplingInterval', { interval: 200 })
  const spent = new Map<string, number>()
  try {
    for (let n = 0; n < saves; n++) {
      // Only from Enter on: the pause before lets all end that typing began.
      await save(page, `profiled ${n}`, {
        before: 400,
        entering: () => session.send('Profiler.start').then(() => {}),
      })
      const { profile } = (await session.send('Profiler.stop')) as unknown as Profile
      const names = new Map(profile.nodes.map((node) => [node.id, nameOf(node.callFrame)]))
      for (const [at, id] of profile.samples.entries()) {
        const name = names.get(id) ?? ''
        const ms = (profile.timeDeltas[at] ?? 0) / 1000
        spent.set(name, (spent.get(name) ?? 0) + ms / saves)
      }
    }
  } finally {
    await session.detach()
  }
  spent.delete('(idle)')
  return [...spent].sort(([, one], [, other]) => other - one)
}

/** The most of two profiles, one after the other. */
export function profileTable(before: [string, number][], now: [string, number][]): string {
  const sum = (all: [string, number][]) => all.reduce((total, [, ms]) => total + ms, 0)
  const most = (title: string, all: [string, number][]) => [
    [title, `${sum(all).toFixed(1)} ms`],
    ...all.slice(0, 10).map(([what, ms]) => [what, `${ms.toFixed(1)} ms`]),
  ]
  return table([
    ...most('one save with 100,000, before: busy', before),
    ...most('one save with 100,000, now: busy', now),
  ])
}

function nameOf({
  functionName,
  url,
  lineNumber,
  columnNumber,
}: Profile['profile']['nodes'][number]['callFrame']): string {
  const file = url
    .split('/')
    .at(-1)
    ?.replace(/-[0-9a-f]{8,}/, '')
  if (!file) return functionName || '(native)'
  return `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}:${columnNumber + 1}`
}
