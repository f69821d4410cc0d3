import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright'

export type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

/** With a small account, and with a large one. */
export const sizes = ['few', 'many'] as const
export type Pair<T> = Record<(typeof sizes)[number], T>

const saved = 'All changes saved'
/** As Chromium's tools call it: bytes a second, and milliseconds that each request waits. */
const fast4g = { downloadThroughput: 1_012_500, uploadThroughput: 168_750, latency: 165 }

/** A page of a new device that is signed in, with what measures it. */
export async function newPage(browser: Browser, cookies: Cookies): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addCookies(cookies)
  const page = await context.newPage()
  // What compiles these files names functions by a helper that pages lack.
  await page.addInitScript('globalThis.__name = (one) => one')
  await page.addInitScript(probes)
  return page
}

/** From the start of the navigation to the first row painted; ends when the sync status region says `status`. */
export async function open(page: Page, status = saved): Promise<number> {
  await page.reload()
  const took = await page.evaluate(() => window.bench.opened)
  await page.getByRole('status').filter({ hasText: status }).waitFor()
  return took
}

/** As `open`, on a machine four times as slow, with a network as phones have it. */
export async function openSlow(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', { offline: false, ...fast4g })
  try {
    return await slowed(page, () => open(page))
  } finally {
    await session.detach()
  }
}

/** Lets a page have a fourth of the machine meanwhile. */
export async function slowed<T>(page: Page, work: () => Promise<T>): Promise<T> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  try {
    return await work()
  } finally {
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    await session.detach()
  }
}

/**
 * From Enter in the form to the new row painted, with a pause before Enter, in ms, where one is given, and `entering` called
 * right before it; ends when the sync status region says `status`.
 */
export async function save(
  page: Page,
  note: string,
  { status = saved, before = 0, entering = async () => {} } = {},
): Promise<{ took: number; enter: number }> {
  await page.getByRole('link', { name: 'Add expense' }).click()
  await page.getByRole('textbox', { name: 'Amount' }).fill('2.55')
  await page.getByRole('radio', { name: 'Groceries' }).check({ force: true })
  await page.getByRole('textbox', { name: 'Note' }).fill(note)
  await pause(before)
  await entering()
  const painted = watch(page, note)
  await page.getByRole('textbox', { name: 'Note' }).press('Enter')
  const at = await painted
  const enter = await page.evaluate(() => window.bench.enter)
  await page.getByRole('status').filter({ hasText: status }).waitFor()
  return { took: at - enter, enter }
}

/** When a row with this text is painted, in milliseconds since 1970. */
export function watch(page: Page, text: string): Promise<number> {
  return page.evaluate((wanted) => window.bench.painted(wanted), text)
}

declare global {
  interface Window {
    bench: {
      opened: Promise<number>
      enter: number
      tasks: number[]
      painted: (text: string) => Promise<number>
      isComplete: () => Promise<boolean>
    }
  }
}

/** Runs in the page, before anything of it. */
export function probes(): void {
  const painted = (text: string) =>
    new Promise<number>((resolve) => {
      const isThere = () =>
        [...document.querySelectorAll('li')].some((row) => row.textContent.includes(text))
      const done = () =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.timeOrigin + performance.now())
          port2.postMessage(0)
        })
      if (isThere()) {
        done()
        return
      }
      const observer = new MutationObserver(() => {
        if (!isThere()) return
        observer.disconnect()
        done()
      })
      observer.observe(document, { childList: true, subtree: true, characterData: true })
    })
  const isComplete = async () => {
    // Opening it before the app did would make it.
    const there = (await indexedDB.databases()).some(({ name }) => name === 'trackthatmoney')
    return there && readComplete()
  }
  const readComplete = () =>
    new Promise<boolean>((resolve) => {
      const request = indexedDB.open('trackthatmoney')
      request.onsuccess = () => {
        const db = request.result
        const get = db.transaction('meta').objectStore('meta').get('device')
        get.onsuccess = () => {
          const positions = Object.values(
            (get.result?.cookie ?? {}) as Record<string, { horizon: unknown }>,
          )
          db.close()
          resolve(positions.length > 0 && positions.every(({ horizon }) => horizon === null))
        }
      }
      request.onerror = () => resolve(false)
    })
  const tasks: number[] = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration)
  }).observe({ type: 'longtask', buffered: true })
  const opened = painted('').then((at) => at - performance.timeOrigin)
  window.bench = { opened, enter: 0, tasks, painted, isComplete }
  addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter') window.bench.enter = performance.timeOrigin + event.timeStamp
    },
    true,
  )
}
