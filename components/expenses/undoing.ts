import { showToast, type Toast } from '@/components/ui/toast-store'
import { problemsOf } from './expense-values'

/** What a toast offers to take a change back by another one; where that is refused, the next toast says why. */
export function undo(takeBack: () => Promise<void>): Toast['action'] {
  const run = () =>
    takeBack().catch((error: unknown) => {
      showToast(problemsOf(error).message ?? 'It could not be undone. Nothing is lost.')
    })
  return { label: 'Undo', run }
}

/** The changes, unit by unit, that take others back. */
export function turned<C extends object>(changes: C): C {
  const back = Object.entries(changes as Record<string, { from: object; to: object }>).map(
    ([unit, { from, to }]) => [unit, { from: to, to: from }],
  )
  return Object.fromEntries(back) as C
}
