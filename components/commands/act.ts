import { showToast, type Toast } from '@/components/ui/toast/toast-store'
import type { Step } from '@/lib/client/edit'
import { mutateAll } from '@/lib/client/mutate'
import { untilLoaded } from '@/lib/client/page/build-files'

/** Something that a person does: what changes, how each of it is taken back, and what is said once it is done. */
export type Command = {
  steps: readonly Step[]
  said: string
  /** What else follows from it on this device. */
  after?: () => void
}

/** So many changes are made at once, all or none. */
const atOnce = 100

/**
 * Does something on this device; refusals are thrown as AppError. Answers what says so and offers to undo it: whoever closes
 * a form first has all of it drawn at once. Of what is too much to be done at once, all that was done before something is
 * refused stays done, is said, and can be undone.
 */
export async function perform(doing: Command | Promise<Command>): Promise<() => void> {
  const { steps, said, after } = await doing
  const done: Step[] = []
  try {
    for (let at = 0; at < steps.length; at += atOnce) {
      if (at > 0) showToast(`${at} of ${steps.length} done`)
      const some = steps.slice(at, at + atOnce)
      await mutateAll(some.map(({ change }) => change))
      done.push(...some)
    }
  } catch (error) {
    if (done.length === 0) throw error
    const why = await refusalWords(error)
    return () => showToast(`${done.length} of ${steps.length} done. ${why}`, undoOf(done))
  }
  return () => {
    after?.()
    showToast(said, undoOf(steps))
  }
}

/** Does something on this device and says so; refusals are thrown as AppError. */
export async function act(doing: Command | Promise<Command>): Promise<void> {
  const say = await perform(doing)
  say()
}

/** As `act`; where it is refused, a toast says why, and the answer is false. */
export async function actOrSay(doing: Command | Promise<Command>): Promise<boolean> {
  try {
    await act(doing)
    return true
  } catch (error) {
    await sayWhy(error)
    return false
  }
}

/** Says why something was refused. */
export async function sayWhy(error: unknown): Promise<void> {
  showToast(await refusalWords(error))
}

/** Takes back what was done last first, in parts as large as they were done in. */
function undoOf(steps: readonly Step[]): Toast['action'] {
  const run = async () => {
    try {
      for (let end = steps.length; end > 0; end -= atOnce) {
        const some = steps.slice(Math.max(0, end - atOnce), end)
        await mutateAll(some.flatMap(({ back }) => back))
      }
    } catch (error) {
      await sayWhy(error)
    }
  }
  return { label: 'Undo', run }
}

// What is refused is rare, and its words are many.
async function refusalWords(error: unknown): Promise<string> {
  const { refusalWords } = await untilLoaded(() => import('@/components/words/refusal-words'))
  return refusalWords(error)
}
