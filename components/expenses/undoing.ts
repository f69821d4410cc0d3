import { showToast } from '@/components/ui/toast-store'
import { mutate } from '@/lib/client/mutate'
import type { Args, MutationName } from '@/lib/domain/mutations'
import { problemsOf } from './expense-values'

/** Makes the change that takes another one back; where that is refused, a toast says why. */
export async function undoing<N extends MutationName>(
  name: N,
  args: Args<N>,
  summary: string,
): Promise<void> {
  try {
    await mutate(name, args, summary)
  } catch (error) {
    showToast(problemsOf(error).message ?? 'It could not be undone. Nothing is lost.')
  }
}
