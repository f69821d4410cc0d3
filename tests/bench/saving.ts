import type { Page } from 'playwright'
import { type Pair, save, sizes, slowed, watch } from './device-page'

export type SavingTimes = {
  /** From Enter to the row painted: after a pause in typing, right after the last key, and on a machine four times as slow. */
  paused: Pair<number[]>
  atOnce: Pair<number[]>
  slow: Pair<number[]>
  /** From Enter on one device to the row painted on another, idle one. */
  seen: Pair<number[]>
  /** The longest task while an expense is typed, with the large account. */
  typing: number[]
}

/** Devices, each with another, idle one of the same account beside it. */
export type Beside = Pair<{ page: Page; other: Page }>

/** In milliseconds: long enough for all that typing has begun to end. */
const pauseBefore = 400

/** Saves once in each way on both devices and adds to `times`, in milliseconds. */
export async function measureSaving(
  devices: Beside,
  round: number,
  times: SavingTimes,
): Promise<void> {
  for (const size of sizes) {
    const { page, other } = devices[size]
    const note = (kind: string) => `${kind} ${size} ${round}`
    const seen = watch(other, note('paused'))
    const { took, enter } = await save(page, note('paused'), { before: pauseBefore })
    times.paused[size].push(took)
    times.seen[size].push((await seen) - enter)
    times.atOnce[size].push((await save(page, note('at once'))).took)
    await slowed(page, async () => {
      const { took } = await save(page, note('slow'), { before: 2 * pauseBefore })
      times.slow[size].push(took)
    })
  }
  times.typing.push(await measureTyping(devices.many.page))
}

/** Types an expense key by key and lets go of it; answers the longest task meanwhile, in ms. */
async function measureTyping(page: Page): Promise<number> {
  await page.getByRole('link', { name: 'Add expense' }).click()
  await page.evaluate(() => {
    window.bench.tasks.length = 0
  })
  await page.getByRole('textbox', { name: 'Amount' }).pressSequentially('12.50', { delay: 60 })
  await page.getByRole('textbox', { name: 'Note' }).pressSequentially('lunch with', { delay: 60 })
  // Long tasks are told a while after they ended.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)))
  const longest = await page.evaluate(() => Math.max(0, ...window.bench.tasks))
  await page.getByRole('textbox', { name: 'Amount' }).fill('')
  await page.getByRole('textbox', { name: 'Note' }).fill('')
  await page.keyboard.press('Escape')
  return longest
}
