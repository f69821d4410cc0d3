import { whyRefused } from '@/components/parts/words/why-refused'
import { showToast } from '@/components/ui/toast/toast-store'
import { AppError } from '@/lib/core/errors'

/** Does some work on this device; where it fails that is said in a toast, and the answer is false. */
export async function said(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    showToast(
      error instanceof AppError ? whyRefused(error) : 'It could not be saved on this device.',
    )
    return false
  }
}
