import { showToast, type Toast } from '@/components/ui/toast/toast-store'
import { mutateAll, type Step } from '@/lib/client/mutate'
import type { Replaced } from '@/lib/client/replica/touched'
import { AppError } from '@/lib/core/errors'

/** Something that a person does: what changes, how each of it is taken back, and what is said once it is done. */
export type Command = {
  steps: readonly Step[]
  said: string
  /** What else follows from it on this device. */
  after?: () => void
}

/**
 * Does something on this device, all of it or nothing; refusals are thrown as AppError. Answers what says so and offers to
 * undo it: whoever closes a form first has all of it drawn at once.
 */
export async function perform(doing: Command | Promise<Command>): Promise<() => void> {
  const { steps, said, after } = await doing
  const written = await mutateAll(steps.map(({ change }) => change))
  return () => {
    after?.()
    const undo = undoing(async () => void (await mutateAll(steps.flatMap(({ back }) => back))))
    const sayMore = showToast(said, undo)
    if (written.length > 0) void tellBudgets(written, (alert) => sayMore(`${said}. ${alert}`))
  }
}

/** Tells which budgets some saved expenses have brought to 80 % or 100 %, where there are any; never rejects. */
async function tellBudgets(
  written: readonly Replaced[],
  tell: (alert: string) => void,
): Promise<void> {
  try {
    const alerts = await import('./budget-alerts')
    const alert = await alerts.alertAfter(written)
    if (alert) tell(alert)
  } catch {
    // It is only told; the budgets themselves say it as well.
  }
}

/** What a toast offers to take something back; where that is refused, the next toast says why. */
export function undoing(takeBack: () => Promise<void>): Toast['action'] {
  return { label: 'Undo', run: () => takeBack().catch(sayWhy) }
}

/** Says why something was refused; never rejects. */
export async function sayWhy(error: unknown): Promise<void> {
  // What is refused is rare, and its words are many; where they cannot come now, fewer say it at once.
  const words = await import('@/components/words/refusal-words').catch(() => undefined)
  const said = words?.refusalWords(error)
  showToast(said ?? (error instanceof AppError ? error.message : 'It could not be done.'))
}
