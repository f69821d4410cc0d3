import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright'

/** In ms, from the key to the whole answer painted: the first search of a page, and every other one. */
export type Searching = { first: number; others: number[] }

/** In MB: what the scripts of a page hold, and what the process that draws it has to itself. */
export type Memory = { heap: number; renderer: number }

/** Each finds another number of expenses than the one before. */
const searches = ['rent', '>50', 'bread milk', 'november 2026', 'groceries', '<20 lunch', '12.50']

/** Searches a page that was just opened and holds everything. */
export async function measureSearching(page: Page): Promise<Searching> {
  await page.getByRole('searchbox', { name: 'Search' }).focus()
  const times: number[] = []
  for (const text of searches) times.push(await searchFor(page, text))
  await page.getByRole('searchbox', { name: 'Search' }).fill('')
  await page.locator('#history [data-expense]').first().waitFor()
  const [first = Number.NaN, ...others] = times
  return { first, others }
}

/** How long it takes from the last letter, all letters coming at once, until all that was found is painted. */
async function searchFor(page: Page, text: string): Promise<number> {
  const answered = await page.evaluateHandle(timeAnswer)
  await page.getByRole('searchbox', { name: 'Search' }).fill(text)
  return page.evaluate((timed) => timed.took, answered)
}

/** Runs in the page: from the next input on until the sentence of what was found is a new, whole one. */
function timeAnswer(): { took: Promise<number> } {
  const words = () => document.querySelector('p[aria-live=polite]')?.textContent ?? ''
  const before = words()
  const took = new Promise<number>((resolve) => {
    addEventListener(
      'input',
      () => {
        const start = performance.now()
        const look = new MutationObserver(() => {
          if (!/^[\d,]+ expenses?$/.test(words()) || words() === before) return
          look.disconnect()
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now() - start)
            port2.postMessage(0)
          })
        })
        look.observe(document, { childList: true, subtree: true, characterData: true })
      },
      { once: true, capture: true },
    )
  })
  return { took }
}

/** What a page holds, once what nobody needs any more is gone; of several processes that draw pages the largest. */
export async function memoryOf(browser: Browser, page: Page): Promise<Memory> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  const whole = await browser.newBrowserCDPSession()
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo')
  await whole.detach()
  const renderers = processInfo.filter(({ type }) => type === 'renderer')
  const sizes = renderers.map(({ id }) => privateMemory(id))
  return { heap: usedSize / 1e6, renderer: Math.max(...sizes) }
}

/** As Linux tells it; NaN elsewhere. */
function privateMemory(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    const sizes = [...text.matchAll(/^Private_\w+: +(\d+) kB/gm)].map(([, size]) => Number(size))
    return sizes.reduce((sum, size) => sum + size, 0) / 1000
  } catch {
    return Number.NaN
  }
}
