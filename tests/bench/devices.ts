import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { chromiumPath } from '@/tests/support/chromium'
import type { Account } from './accounts'
import { median } from './rounds'

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/** In milliseconds, one figure per round. */
export type DeviceTimes = {
  /** From Enter on one device to the row painted on another, idle one. */
  delay: number[]
  save: { few: number[]; many: number[] }
  open: { few: number[]; many: number[] }
  /** A first sync of the large account: rows on screen, all rows here, the longest task meanwhile. */
  first: { usable: number[]; complete: number; longestTask: number }
}

/** Measures in real browsers, taking the small and the large account in turn. */
export async function measureDevices(
  origin: string,
  few: Account,
  many: Account,
  rounds: number,
): Promise<DeviceTimes> {
  const executablePath = chromiumPath()
  const browser = await chromium.launch({ args: flags, ...(executablePath && { executablePath }) })
  try {
    const times: DeviceTimes = {
      delay: [],
      save: { few: [], many: [] },
      open: { few: [], many: [] },
      first: { usable: [], complete: 0, longestTask: 0 },
    }
    const cookies = await cookiesOf(browser, origin, many)
    for (let round = 0; round < Math.min(5, rounds); round++) {
      const page = await openNew(browser, origin, cookies)
      times.first.usable.push(await page.evaluate(() => window.bench.opened))
      await page.context().close()
    }
    const small = await openDevice(browser, origin, await cookiesOf(browser, origin, few))
    const large = await openDevice(browser, origin, cookies)
    Object.assign(times.first, await large.evaluate(wholeSync))
    const other = await openDevice(browser, origin, await cookiesOf(browser, origin, few))
    for (let round = 0; round < rounds; round++) {
      times.open.few.push(await open(small))
      times.open.many.push(await open(large))
      times.save.few.push((await save(small, `few ${round}`)).took)
      times.save.many.push((await save(large, `many ${round}`)).took)
      const seen = watch(other, `delay ${round}`)
      const { enter } = await save(small, `delay ${round}`)
      times.delay.push((await seen) - enter)
    }
    return times
  } finally {
    await browser.close()
  }
}

/** How many times as long it takes with many expenses as with few, by rounds taken right after one another. */
export function timesAsLong({ few, many }: { few: number[]; many: number[] }): number {
  return median(many.map((one, round) => one / (few[round] ?? Number.NaN)))
}

/** Every figure of every round, in lines. */
export function deviceLines({ delay, save, open, first }: DeviceTimes): string {
  const lines: [string, readonly number[]][] = [
    ['seen on another device', delay],
    ['save to painted, 100 expenses', save.few],
    ['save to painted, 100,000', save.many],
    ['opening, 100', open.few],
    ['opening, 100,000', open.many],
    ['first sync of 100,000, usable', first.usable],
    ['first sync of 100,000, complete', [first.complete]],
    ['longest task during it', [first.longestTask]],
  ]
  const inLine = (times: readonly number[]) => times.map((time) => time.toFixed(0)).join(' ')
  return lines
    .map(([name, times]) => `${name}: ${inLine(times)} ms, median ${median(times).toFixed(0)} ms`)
    .join('\n')
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>

async function cookiesOf(browser: Browser, origin: string, account: Account): Promise<Cookies> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${origin}/signin`)
  await page.getByRole('textbox', { name: 'Email' }).fill(account.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${origin}/`)
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

async function newPage(browser: Browser, cookies: Cookies): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addCookies(cookies)
  const page = await context.newPage()
  // What compiles these files names functions by a helper that pages lack.
  await page.addInitScript('globalThis.__name = (one) => one')
  await page.addInitScript(probes)
  return page
}

async function openNew(browser: Browser, origin: string, cookies: Cookies): Promise<Page> {
  const page = await newPage(browser, cookies)
  await page.goto(`${origin}/`)
  return page
}

async function openDevice(browser: Browser, origin: string, cookies: Cookies): Promise<Page> {
  const page = await openNew(browser, origin, cookies)
  await complete(page)
  return page
}

/** Runs in a page that has just received everything. */
function wholeSync() {
  return { complete: performance.now(), longestTask: Math.max(0, ...window.bench.tasks) }
}

/** Waits until no rows of any space are missing on the device. */
async function complete(page: Page): Promise<void> {
  while (!(await page.evaluate(() => window.bench.isComplete()))) await pause(100)
}

/** From the start of the navigation to the first row painted. */
async function open(page: Page): Promise<number> {
  await page.reload()
  const took = await page.evaluate(() => window.bench.opened)
  await page.getByRole('status').filter({ hasText: 'All changes saved' }).waitFor()
  return took
}

/** From Enter in the form to the new row painted. */
async function save(page: Page, note: string): Promise<{ took: number; enter: number }> {
  await page.getByRole('link', { name: 'Add expense' }).click()
  await page.getByRole('textbox', { name: 'Amount' }).fill('2.55')
  await page.getByRole('radio', { name: 'Groceries' }).check({ force: true })
  await page.getByRole('textbox', { name: 'Note' }).fill(note)
  const painted = watch(page, note)
  await page.getByRole('textbox', { name: 'Note' }).press('Enter')
  const at = await painted
  const enter = await page.evaluate(() => window.bench.enter)
  await page.getByRole('status').filter({ hasText: 'All changes saved' }).waitFor()
  return { took: at - enter, enter }
}

/** When a row with this text is painted, in milliseconds since 1970. */
function watch(page: Page, text: string): Promise<number> {
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
function probes(): void {
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
