import { setTimeout as pause } from 'node:timers/promises'
import { type Browser, chromium, type Page } from 'playwright'
import { chromiumPath } from '@/tests/support/chromium'
import type { Account } from './accounts'
import { type Cookies, newPage, open, openSlow, type Pair, sizes } from './device-page'
import { type Moving, measureMoving } from './moving'
import { measureOffline } from './offline'
import { profileSaves } from './save-profile'
import { type Beside, measureSaving, type SavingTimes } from './saving'
import { type Memory, measureSearching, memoryOf, type Searching } from './searching'

export const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

/** A build of the app that runs somewhere, with a small and a large account. */
export type Side = { origin: string; few: Account; many: Account }

/** In milliseconds, one figure per round. */
export type DeviceTimes = {
  saving: SavingTimes
  open: Pair<number[]>
  /** Opened on a machine four times as slow, with a network as phones have it. */
  openSlow: Pair<number[]>
  /** Opened without the network, from the installed worker. */
  offline: Pair<number[]>
  /** A first sync of the large account: rows on screen, all rows here, the longest task meanwhile. */
  first: { usable: number[]; complete: number; longestTask: number }
  /** With the large account. */
  moving: Moving[]
  searching: Searching[]
  /** After scrolling and searching, in MB. */
  memory: Memory[]
  /** Where the time of one save with the large account goes. */
  profile: [what: string, ms: number][]
}

/** A side in a browser of its own, whose devices have everything. */
type Opened = { browser: Browser; origin: string; cookies: Pair<Cookies>; pages: Pair<Page> }

/** Measures in real browsers, taking the sides, and of each the small and the large account, in turn; answers in their order. */
export async function measureDevices(
  sides: readonly Side[],
  rounds: number,
): Promise<DeviceTimes[]> {
  const executablePath = chromiumPath()
  const options = { args: flags, ...(executablePath && { executablePath }) }
  const browsers = await Promise.all(sides.map(() => chromium.launch(options)))
  try {
    const times = sides.map(noTimes)
    const both: [Opened, DeviceTimes][] = []
    for (const [n, side] of sides.entries()) {
      const [browser, of] = [browsers[n] as Browser, times[n] as DeviceTimes]
      both.push([await openSide(browser, side, of, Math.min(5, rounds)), of])
    }
    const inTurn = async (count: number, work: (one: Opened, of: DeviceTimes) => Promise<void>) => {
      for (let round = 0; round < count; round++) for (const each of both) await work(...each)
    }
    await inTurn(rounds, async ({ pages }, of) => {
      for (const size of sizes) of.open[size].push(await open(pages[size]))
    })
    await inTurn(rounds, async ({ pages }, of) => {
      for (const size of sizes) of.openSlow[size].push(await openSlow(pages[size]))
    })
    const saving = await Promise.all(both.map(([one]) => besides(one)))
    for (let round = 0; round < rounds; round++) {
      for (const [n, of] of times.entries()) {
        await measureSaving(saving[n] as Beside, round, of.saving)
      }
    }
    for (const pair of saving) for (const size of sizes) await pair[size].other.context().close()
    await inTurn(Math.min(5, rounds), async ({ browser, pages: { many } }, of) => {
      await open(many)
      of.moving.push(await measureMoving(many))
      of.memory.push(await memoryOf(browser, many))
      await open(many)
      of.searching.push(await measureSearching(many))
    })
    for (const [{ pages }, of] of both) {
      await open(pages.many)
      of.profile = await profileSaves(pages.many, 5)
    }
    const pairs = both.map(([{ pages }, { offline }]) => ({ pages, offline }))
    await measureOffline(pairs, rounds)
    return times
  } finally {
    for (const browser of browsers) await browser.close()
  }
}

function noTimes(): DeviceTimes {
  const empty = () => ({ few: [], many: [] })
  return {
    saving: { paused: empty(), atOnce: empty(), slow: empty(), seen: empty(), typing: [] },
    ...{ open: empty(), openSlow: empty(), offline: empty() },
    first: { usable: [], complete: 0, longestTask: 0 },
    ...{ moving: [], searching: [], memory: [], profile: [] },
  }
}

/** Opens a side's devices, and measures how a new one is filled. */
async function openSide(
  browser: Browser,
  { origin, few, many }: Side,
  { first }: DeviceTimes,
  rounds: number,
): Promise<Opened> {
  const cookies = {
    few: await cookiesOf(browser, origin, few),
    many: await cookiesOf(browser, origin, many),
  }
  for (let round = 0; round < rounds; round++) {
    const page = await openNew(browser, origin, cookies.many)
    first.usable.push(await page.evaluate(() => window.bench.opened))
    await page.context().close()
  }
  const pages = {
    few: await openDevice(browser, origin, cookies.few),
    many: await openDevice(browser, origin, cookies.many),
  }
  Object.assign(first, await pages.many.evaluate(wholeSync))
  return { browser, origin, cookies, pages }
}

/** Each device with another, idle one of the same account. */
async function besides({ browser, origin, cookies, pages }: Opened): Promise<Beside> {
  const beside = async (size: (typeof sizes)[number]) => ({
    page: pages[size],
    other: await openDevice(browser, origin, cookies[size]),
  })
  return { few: await beside('few'), many: await beside('many') }
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
export async function complete(page: Page): Promise<void> {
  while (!(await page.evaluate(() => window.bench.isComplete()))) await pause(100)
}
