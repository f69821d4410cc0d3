import { showToast } from '@/components/ui/toast/toast-store'
import { refusalWords } from '@/components/words/refusal-words'
import { mutateAll, type Step } from '@/lib/client/mutate'
import { type Command, undoing } from './perform'

/** So many changes are made at once, all or none. */
const atOnce = 100

/**
 * Does what may be too much to be done at once, and says how far it is; what was done before something is refused stays
 * done, is said, and can be undone.
 */
export async function actOnMany(doing: Promise<Command>): Promise<void> {
  const done: Step[] = []
  const undo = undoing(() => takeBack(done))
  let steps: readonly Step[] = []
  try {
    const command = await doing
    steps = command.steps
    for (let at = 0; at < steps.length; at += atOnce) {
      if (at > 0) showToast(`${at} of ${steps.length} done`)
      const some = steps.slice(at, at + atOnce)
      await mutateAll(some.map(({ change }) => change))
      done.push(...some)
    }
    showToast(command.said, undo)
  } catch (error) {
    showToast(`${done.length} of ${steps.length} done. ${refusalWords(error)}`, undo)
  }
}

async function takeBack(done: readonly Step[]): Promise<void> {
  for (let at = 0; at < done.length; at += atOnce) {
    await mutateAll(done.slice(at, at + atOnce).flatMap(({ back }) => back))
  }
}
