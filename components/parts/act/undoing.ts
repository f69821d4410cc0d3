import { problemsOf } from '@/components/expenses/form/expense-values'
import { showToast, type Toast } from '@/components/ui/toast/toast-store'

/** What a toast offers to take a change back by another one; where that is refused, the next toast says why. */
export function undo(takeBack: () => Promise<void>): Toast['action'] {
  const run = () =>
    takeBack().catch((error: unknown) => {
      showToast(problemsOf(error).message ?? 'It could not be undone. Nothing is lost.')
    })
  return { label: 'Undo', run }
}
