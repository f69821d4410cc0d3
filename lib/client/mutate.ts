import { idOf } from '@/lib/client/reads/renewing'
import type { Change } from '@/lib/client/replica/replica'
import type { Replaced } from '@/lib/client/replica/touched'
import type { Args, MutationName } from '@/lib/domain/mutations'
import { device, onChange } from './device'

let asked = false

/** A change, and those that take it back, in their order. */
export type Step = { change: Change; back: readonly Change[] }

/** One change, as it is queued: its arguments fit its name. */
export function changeOf<N extends MutationName>(name: N, args: Args<N>, summary: string): Change {
  return { name, args, summary }
}

/** One change that this device makes by itself: nobody is to see something wait that they have not written. */
export function reportOf<N extends MutationName>(name: N, args: Args<N>, summary: string): Change {
  return { ...changeOf(name, args, summary), isReport: true }
}

/**
 * Makes changes on this device at once, all of them or none, safely on its disk, and sends them on. Resolves when they are
 * safe here, with the expenses that they wrote; refusals are thrown as AppError and change nothing.
 */
export async function mutateAll(changes: readonly Change[]): Promise<readonly Replaced[]> {
  const { replica, engine } = await device()
  const written: Replaced[] = []
  // The engine may write something else meanwhile.
  const own = new Set(changes.flatMap(({ args }) => idsIn(args)))
  const stop = onChange((_, news) => {
    for (const one of news?.expenses ?? []) if (own.has(idOf(one))) written.push(one)
  })
  try {
    const { toSend } = await replica.mutateAll(changes)
    void engine.kick(toSend)
  } finally {
    stop()
  }
  if (asked) return written
  asked = true
  // Only a wish: browsers decide for themselves.
  void navigator.storage?.persist?.().catch(() => false)
  return written
}

function idsIn(args: unknown): (string | undefined)[] {
  const { id, to } = args as { id?: string; to?: { id?: string } }
  return [id, to?.id]
}
