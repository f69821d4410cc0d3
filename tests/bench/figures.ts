import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import postgres from 'postgres'
import { root } from '@/scripts/install.mjs'
import { chromiumPath } from '@/tests/support/chromium'
import { startServer } from '@/tests/support/server'
import { type Account, bearer, makeAccount } from './accounts'
import { newPage, open, type Pair, sizes } from './device-page'
import { complete, cookiesOf, flags } from './devices'
import { growthOfExport } from './memory'
import { walletOf } from './plan'
import { atMost, targetTable, writeResults } from './report'
import { median } from './rounds'
import { fillWallet } from './rows'
import { scriptWeight } from './weight'

const actions = ['insights', 'period', 'comparison', 'leftOut', 'budgets'] as const
type Times = Record<(typeof actions)[number], number[]>

const budgetCount = 30
const carried = 36
const mostScript = 230
/** How often 100,000 expenses are exported. */
const exports = 5

/**
 * Measures the screens of figures on a device with 100 and one with 100,000 expenses over ten years, and 30 budgets that carry
 * over 36 months each; `closing` gets what ends what it starts. Prints a table and writes every figure down.
 */
export async function benchFigures(rounds: number, closing: (() => unknown)[]): Promise<void> {
  const server = await startServer({ database: 'postgres' })
  closing.push(() => server.stop())
  const accounts = {
    few: await makeAccount(server.url, 1),
    many: await makeAccount(server.url, 1),
  }
  const sql = postgres(server.databaseUrl ?? '', { max: 1, onnotice: () => {} })
  await fillWallet(sql, walletOf(accounts.few), 100, 1)
  await fillWallet(sql, walletOf(accounts.many), 100_000, 10)
  // The screens begin with today.
  await sql`update expenses set date = date + (current_date - date '2026-06-30')`
  await sql.unsafe('vacuum analyze')
  await sql.end()
  for (const size of sizes) await makeBudgets(server.url, accounts[size])
  // The first time also loads what it needs.
  await growthOfExport(server, accounts.few)
  const growths: number[] = []
  for (let n = 0; n < exports; n++) {
    const { growth, lines } = await growthOfExport(server, accounts.many)
    if (lines <= 100_000) throw new Error(`The export had ${lines} lines.`)
    growths.push(growth)
  }
  const executablePath = chromiumPath()
  const browser = await chromium.launch({ args: flags, ...(executablePath && { executablePath }) })
  closing.push(() => browser.close())
  const opened = async (account: Account) => {
    const page = await newPage(browser, await cookiesOf(browser, server.url, account))
    await page.goto(`${server.url}/`)
    await complete(page)
    await open(page)
    return page
  }
  const pages = { few: await opened(accounts.few), many: await opened(accounts.many) }
  const none = (): Times => ({ insights: [], period: [], comparison: [], leftOut: [], budgets: [] })
  const times: Pair<Times> = { few: none(), many: none() }
  console.info(`${rounds} rounds on two devices, in turn …`)
  // The first time also loads the screens' own files.
  for (const size of sizes) await round(pages[size], none())
  for (let n = 0; n < rounds; n++) for (const size of sizes) await round(pages[size], times[size])
  const of = (action: keyof Times) => median(times.many[action])
  const ratio = (action: keyof Times) =>
    median(times.many[action].map((one, n) => one / (times.few[action][n] ?? Number.NaN)))
  const targets = [
    atMost('insights opened, 100,000', of('insights'), 100, 'ms'),
    atMost('insights opened: 100,000 to 100', ratio('insights'), 1.2, '×'),
    atMost('period changed, 100,000', of('period'), 50, 'ms'),
    atMost('comparison changed, 100,000', of('comparison'), 50, 'ms'),
    atMost('a category left out, 100,000', of('leftOut'), 50, 'ms'),
    atMost('budgets opened, 30 with 36 periods', of('budgets'), 100, 'ms'),
    atMost('memory of an export of 100,000, most of five', Math.max(...growths), 50, 'MB'),
    atMost('JavaScript of /insights, gzipped', scriptWeight('/insights'), mostScript, 'kB'),
    atMost('JavaScript of /budgets, gzipped', scriptWeight('/budgets'), mostScript, 'kB'),
  ]
  const lines = sizes.flatMap((size) =>
    actions.map((name) => `${name}, ${size}: ${times[size][name].map(Math.round).join(' ')} ms`),
  )
  lines.push(`memory of exports: ${growths.map(Math.round).join(' ')} MB`)
  console.info(`\n${targetTable(targets)}\n\n${lines.join('\n')}\n`)
  const file = writeResults(
    join(root, 'tests', 'bench', 'results'),
    { targets, times, growths },
    'figures-',
  )
  console.info(`Written to ${file}`)
}

async function makeBudgets(origin: string, account: Account): Promise<void> {
  const call = async (method: string, path: string, body: object) => {
    const headers = { ...bearer(account), 'content-type': 'application/json' }
    const answer = await fetch(`${origin}/api/v1${path}`, {
      ...{ method, headers, body: JSON.stringify(body) },
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
    return (await answer.json()) as { id: string }
  }
  const began = new Date()
  began.setUTCMonth(began.getUTCMonth() - carried, 1)
  const since = began.toISOString().slice(0, 10)
  const { walletId, categoryId } = walletOf(account)
  for (let n = 0; n < budgetCount; n++) {
    const rollover = n % 2 ? 'both' : 'surplus'
    const categories = n % 3 ? [{ walletId, categoryId }] : null
    const body = { name: `Budget ${n}`, since, startsOn: (n % 28) + 1, rollover, categories }
    const { id } = await call('POST', '/budgets', body)
    await call('PUT', `/budgets/${id}/limits/${since}`, { amount: '1000' })
    // What begins within a month begins in the one before.
    await call('PUT', `/budgets/${id}/limits/2000-01-01`, { amount: '1000' })
  }
}

const figure = 'main p .figures'
const compare = 'main [aria-label="Compare with"]'
const besides = 'main table thead th:nth-child(3)'
const other = { choose: undefined }

async function round(page: Page, times: Times): Promise<void> {
  await page.locator('#history [data-expense]').first().waitFor()
  times.insights.push(await press(page, 'nav a[href="/insights"]', 'main table tbody tr'))
  await page.getByRole('heading', { name: 'Months' }).waitFor()
  times.period.push(await press(page, '[aria-label="Period before"]', figure, other))
  times.comparison.push(await press(page, compare, besides, { choose: 'year' }))
  await press(page, compare, besides, { choose: 'before' })
  // Here, where every account has spent something.
  await press(page, '[aria-label="Period after"]', figure, other)
  times.leftOut.push(await press(page, 'main table [aria-label^="Leave out"]', figure, other))
  await page.getByRole('link', { name: 'History' }).click()
  await page.locator('#history [data-expense]').first().waitFor()
  times.budgets.push(await press(page, 'nav a[href="/budgets"]', '[role=progressbar]'))
  await page.getByRole('link', { name: 'History' }).click()
}

/**
 * From a press, or a choice, until what it leads to is painted, in milliseconds: what is there then, or a text that is another
 * one than before.
 */
function press(
  page: Page,
  button: string,
  until: string,
  { choose }: { choose?: string | undefined } = { choose: 'nothing' },
): Promise<number> {
  return page.evaluate(
    ([button, until, choose]) =>
      new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error(`Nothing came of ${button}.`)), 10_000)
        const text = () => document.querySelector(until)?.textContent
        const before = text()
        const isThere = () => (choose === 'nothing' ? text() !== undefined : text() !== before)
        const began = performance.now()
        const observer = new MutationObserver(() => {
          if (!isThere()) return
          observer.disconnect()
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => resolve(performance.now() - began)
            port2.postMessage(0)
          })
        })
        const all = { childList: true, subtree: true, characterData: true }
        observer.observe(document, all)
        const pressed = document.querySelector<HTMLElement>(button)
        if (!(pressed instanceof HTMLSelectElement)) return pressed?.click()
        pressed.value = choose ?? ''
        pressed.dispatchEvent(new Event('change', { bubbles: true }))
      }),
    [button, until, choose] as const,
  )
}
