import type { Page } from 'playwright'
import { open, save } from './device-page'

/**
 * Opening without the network, from the installed worker, in milliseconds to the first row painted; after each opening
 * an expense is added, so that what opened is known to work.
 */
export async function measureOffline(
  few: Page,
  many: Page,
  rounds: number,
): Promise<{ few: number[]; many: number[] }> {
  const times = { few: [] as number[], many: [] as number[] }
  for (const page of [few, many]) {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await page.context().setOffline(true)
  }
  for (let round = 0; round < rounds; round++) {
    for (const [page, into] of [
      [few, times.few],
      [many, times.many],
    ] as const) {
      into.push(await open(page, 'Offline'))
      const settled = `${round + 1} waiting, safe on this device`
      await save(page, `offline ${round}`, { settled })
    }
  }
  for (const page of [few, many]) await page.context().setOffline(false)
  return times
}
