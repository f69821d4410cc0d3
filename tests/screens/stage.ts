import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { demoAccount } from '@/lib/server/seed'
import { runChild } from '@/scripts/child.mjs'
import { root } from '@/scripts/install.mjs'
import { flags } from '@/tests/bench/devices'
import { chromiumPath } from '@/tests/support/chromium'
import { copyCluster } from '@/tests/support/cluster-template'
import { type RunningServer, serverEnv, startServer } from '@/tests/support/server'
import type { State } from './screens'
import { noteShifts } from './shifts'

/** The two kinds of device that screens are looked at on. */
export const kinds = {
  phone: {
    viewport: { width: 412, height: 915 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
  },
  desktop: { viewport: { width: 1440, height: 900 } },
} as const
export type Kind = keyof typeof kinds

/** A server with believable data, and a browser to look at it. */
export type Stage = {
  server: RunningServer
  browser: Browser
  /** A server as developers have it, started at the first call. */
  development: () => Promise<RunningServer>
  close: () => Promise<void>
}

const home = { locale: 'en-IE', timezoneId: 'Europe/Dublin' }
const months = '14'

/** Starts a built server whose demo account has a year of spending and, unless `calm`, a question, a trash and a second wallet. */
export async function openStage({ calm = false } = {}): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ttm-screens-'))
  await copyCluster(root, dataDir)
  const seed = ['scripts/run.mjs', 'scripts/seed.ts', months]
  const code = await runChild(process.execPath, seed, { cwd: root, env: serverEnv(dataDir) })
  if (code !== 0) throw new Error(`The data for the screens could not be made (${code}).`)
  const server = await startServer({ dataDir })
  const executablePath = chromiumPath()
  const browser = await chromium.launch({ args: flags, ...(executablePath && { executablePath }) })
  let developers: Promise<RunningServer> | undefined
  const development = () => {
    developers ??= startServer({ dev: true })
    return developers
  }
  const stage = { server, browser, development }
  const close = async () => {
    await browser.close()
    await server.stop()
    await (await developers)?.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    if (!calm) await bringAboutWork(stage)
  } catch (error) {
    await close()
    throw error
  }
  return { ...stage, close }
}

/** A page of a device in a state, at no address yet. */
export async function openDevice(
  { server, browser, development }: Omit<Stage, 'close'>,
  kind: Kind,
  state: State,
): Promise<Page> {
  const { url } = state === 'development' ? await development() : server
  const context = await browser.newContext({
    ...kinds[kind],
    ...home,
    baseURL: url,
    ...(state === 'loading' && { serviceWorkers: 'block' }),
  })
  const page = await context.newPage()
  // Its pages are compiled when they are first asked for.
  if (state === 'development') page.setDefaultNavigationTimeout(180_000)
  // What compiles these files names functions by a helper that pages lack.
  await page.addInitScript('globalThis.__name = (one) => one')
  await noteShifts(page)
  if (state === 'loading') await context.route('**/_next/static/**/*.js', (one) => one.abort())
  if (state === 'empty') await registerNew(page, `kim@${kind}.example`)
  if (state === 'filled' || state === 'waiting') await signInToDemo(page)
  if (state === 'waiting') await writeOffline(context, page)
  return page
}

/** Waits until nothing on the page changes any more, its letters included. */
export async function untilQuiet(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await new Promise<void>((resolve) => {
      const done = () => {
        observer.disconnect()
        resolve()
      }
      let timer = setTimeout(done, 400)
      const observer = new MutationObserver(() => {
        clearTimeout(timer)
        timer = setTimeout(done, 400)
      })
      const options = { childList: true, subtree: true, characterData: true, attributes: true }
      observer.observe(document, options)
    })
  })
}

async function registerNew(page: Page, email: string): Promise<void> {
  await page.goto('/register')
  await page.getByRole('textbox', { name: 'Email' }).fill(email)
  await page.getByRole('textbox', { name: 'Password' }).fill('a sentence nobody guesses')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL('/')
  await says(page, 'All changes saved')
}

/** Signs the demo account in, and waits for its expenses. */
export async function signInToDemo(page: Page): Promise<void> {
  await page.goto('/signin')
  await page.getByRole('textbox', { name: 'Email' }).fill(demoAccount.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(demoAccount.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('/')
  await page.getByRole('main').getByRole('listitem').first().waitFor()
}

async function writeOffline(context: BrowserContext, page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  // What was deleted comes with the last of the first answers.
  await page.goto('/settings/trash')
  await page.getByRole('button', { name: 'Restore' }).first().waitFor()
  await context.setOffline(true)
  for (const [amount, category, note] of [
    ['4.20', 'Dining', 'coffee on the train'],
    ['27.90', 'Transport', 'ticket to Cork'],
  ] as const) {
    await page.goto(`/add?${new URLSearchParams({ amount, category, note })}`)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('listitem').filter({ hasText: note }).waitFor()
  }
  await says(page, '2 waiting')
}

/** Lets the account write one amount on a device and by a script at once, and delete something. */
async function bringAboutWork(stage: Omit<Stage, 'close'>): Promise<void> {
  const page = await openDevice(stage, 'desktop', 'filled')
  const api = await apiOf(stage.server.url)
  const [asked, ...others] = (await api('GET', '/expenses?limit=9')).items
  await page.context().setOffline(true)
  await page.getByRole('main').getByRole('listitem').first().getByRole('link').click()
  await page.getByRole('textbox', { name: 'Amount' }).fill('31.40')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await says(page, '1 waiting')
  await api('PATCH', `/expenses/${asked?.id}`, { amount: '34.10' })
  for (const one of others.slice(5, 8)) await api('DELETE', `/expenses/${one.id}`)
  await api('POST', '/wallets', { name: 'Allotment', currency: 'EUR' })
  await page.context().setOffline(false)
  await says(page, 'needs your attention')
  await page.context().close()
}

type Answer = { items: { id: string }[] }

async function apiOf(origin: string) {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  const call = async (method: string, path: string, body?: object) => {
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    const response = await fetch(`${origin}/api/v1${path}`, init)
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}.`)
    return response.status === 204 ? undefined : response.json()
  }
  const { email, password } = demoAccount
  const { accessToken } = await call('POST', '/auth/token', { email, password })
  headers.authorization = `Bearer ${accessToken}`
  return call as (method: string, path: string, body?: object) => Promise<Answer>
}

function says(page: Page, text: string): Promise<void> {
  return page.getByRole('status').filter({ hasText: text }).waitFor()
}
