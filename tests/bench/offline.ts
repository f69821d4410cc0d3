import type { Page } from 'playwright'
import { open, type Pair, save, sizes } from './device-page'

/**
 * Opening without the network, from the installed worker, in milliseconds to the first row painted; after each opening
 * an expense is added, so that what opened is known to work. Adds to `offline`.
 */
export async function measureOffline(
  sides: readonly { pages: Pair<Page>; offline: Pair<number[]> }[],
  rounds: number,
): Promise<void> {
  const pages = sides.flatMap((side) => sizes.map((size) => side.pages[size]))
  for (const page of pages) {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await page.context().setOffline(true)
  }
  for (let round = 0; round < rounds; round++) {
    for (const { pages, offline } of sides) {
      for (const size of sizes) {
        offline[size].push(await open(pages[size], 'Offline'))
        const status = `${round + 1} waiting, safe on this device`
        await save(pages[size], `offline ${round}`, { status })
      }
    }
  }
  for (const page of pages) await page.context().setOffline(false)
}
