import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright'
import { chromiumPath } from '@/tests/support/chromium'
import type { Account } from './accounts'
import { type Cookies, newPage, open } from './device-page'
import { type Moving, measureMoving } from './moving'
import { measureOffline } from './offline'
import { median } from './rounds'
import { measureSaving, type SavingTimes } from './saving'
import { type Memory, measureSearching, memoryOf, type Searching } from './searching'

export const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/** In milliseconds, one figure per round. */
export type DeviceTimes = {
  saving: SavingTimes
  open: { few: number[]; many: number[] }
  /** Opened without the network, from the installed worker. */
  offline: { few: number[]; many: number[] }
  /** A first sync of the large account: rows on screen, all rows here, the longest task meanwhile. */
  first: { usable: number[]; complete: number; longestTask: number }
  /** With the large account. */
  moving: Moving[]
  searching: Searching[]
  /** After scrolling and searching, in MB. */
  memory: Memory[]
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
    const times: Omit<DeviceTimes, 'saving'> = {
      open: { few: [], many: [] },
      offline: { few: [], many: [] },
      first: { usable: [], complete: 0, longestTask: 0 },
      moving: [],
      searching: [],
      memory: [],
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
    for (let round = 0; round < rounds; round++) {
      times.open.few.push(await open(small))
      times.open.many.push(await open(large))
    }
    const beside = async (page: Page, account: Account) => ({
      ...{
        page,
        other: await openDevice(browser, origin, await cookiesOf(browser, origin, account)),
      },
    })
    const pairs = { few: await beside(small, few), many: await beside(large, many) }
    const saving = await measureSaving(pairs, rounds)
    for (const { other } of Object.values(pairs)) await other.context().close()
    for (let round = 0; round < Math.min(5, rounds); round++) {
      await open(large)
      times.moving.push(await measureMoving(large))
      times.memory.push(await memoryOf(browser, large))
      await open(large)
      times.searching.push(await measureSearching(large))
    }
    times.offline = await measureOffline(small, large, rounds)
    return { ...times, saving }
  } finally {
    await browser.close()
  }
}

/** How many times as long it takes with many expenses as with few, by rounds taken right after one another. */
export function timesAsLong({ few, many }: { few: number[]; many: number[] }): number {
  return median(many.map((one, round) => one / (few[round] ?? Number.NaN)))
}

/** Every figure of every round, in lines. */
export function deviceLines(times: DeviceTimes): string {
  const { saving, open, offline, first, moving, searching, memory } = times
  const lines: [string, readonly number[]][] = [
    ['Enter to painted after a pause, 100 expenses', saving.paused.few],
    ['Enter to painted after a pause, 100,000', saving.paused.many],
    ['Enter to painted at once, 100', saving.atOnce.few],
    ['Enter to painted at once, 100,000', saving.atOnce.many],
    ['Enter to painted with CPU 4 ×, 100', saving.slow.few],
    ['Enter to painted with CPU 4 ×, 100,000', saving.slow.many],
    ['seen on another device, 100', saving.seen.few],
    ['seen on another device, 100,000', saving.seen.many],
    ['longest task while typing, 100,000', saving.typing],
    ['opening, 100', open.few],
    ['opening, 100,000', open.many],
    ['opening offline, 100', offline.few],
    ['opening offline, 100,000', offline.many],
    ['first sync of 100,000, usable', first.usable],
    ['first sync of 100,000, complete', [first.complete]],
    ['longest task during it', [first.longestTask]],
    ['longest task while scrolling 100,000', moving.map(({ scrolling }) => scrolling)],
    ['95 of 100 frames meanwhile, at most', moving.map(({ frame }) => frame)],
    ['longest task while searching them', moving.map(({ searching }) => searching)],
    ['first search of a page, 100,000', searching.map(({ first }) => first)],
    ['every other one', searching.flatMap(({ others }) => others)],
  ]
  const inLine = (times: readonly number[]) => times.map((time) => time.toFixed(0)).join(' ')
  const inLines = lines.map(
    ([name, times]) => `${name}: ${inLine(times)} ms, median ${median(times).toFixed(0)} ms`,
  )
  const sizes = (pick: (one: Memory) => number) => inLine(memory.map(pick))
  return [
    ...inLines,
    `memory of the renderer after scrolling 100,000: ${sizes(({ renderer }) => renderer)} MB`,
    `of these by its scripts: ${sizes(({ heap }) => heap)} MB`,
  ].join('\n')
}

/** What a browser holds of a person who has signed in. */
export async function cookiesOf(
  browser: Browser,
  origin: string,
  account: Account,
): Promise<Cookies> {
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
