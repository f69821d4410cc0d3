import type { Change } from '@/lib/client/replica/replica'
import type { Args, MutationName } from '@/lib/domain/mutations'
import { device } from './device'

let asked = false

/**
 * Makes a change on this device at once, safely on its disk, and sends it on. Resolves when it is safe here; refusals
 * are thrown as AppError and change nothing.
 */
export async function mutate<N extends MutationName>(
  name: N,
  args: Args<N>,
  summary: string,
): Promise<void> {
  await mutateAll([{ name, args, summary }])
}

/** Makes several changes as `mutate` makes one, all of them or none. */
export async function mutateAll(changes: readonly Change[]): Promise<void> {
  const { replica, engine } = await device()
  const { toSend } = await replica.mutateAll(changes)
  void engine.kick(toSend)
  if (asked) return
  asked = true
  // Only a wish: browsers decide for themselves.
  void navigator.storage?.persist?.().catch(() => false)
}
