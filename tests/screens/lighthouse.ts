import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { runChild } from '@/scripts/child.mjs'
import { root } from '@/scripts/install.mjs'
import { flags } from '@/tests/bench/devices'
import { median } from '@/tests/bench/rounds'
import { chromiumPath } from '@/tests/support/chromium'
import { type Stage, signInToDemo } from './stage'

/** The medians of some runs on one page, in hundredths as Lighthouse gives them, and what kept one below 100. */
export type Report = {
  path: string
  accessibility: number
  bestPractices: number
  performance: number[]
  /** Milliseconds until the largest thing was painted, as Lighthouse reckons for a slow phone, and its layout shift. */
  largestPaint: number
  shift: number
  short: string[]
}

type Audit = { id: string; score: number | null; numericValue?: number; scoreDisplayMode: string }
type Result = {
  runtimeError?: { message: string }
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, Audit>
}

/**
 * Runs Lighthouse with its mobile preset: on the sign-in as nobody, then on the app's screens as somebody who uses it. Each
 * time in a browser of its own that nothing else looks into: what follows a page in a browser takes its time too.
 */
export async function lighthouse({ server }: Stage, rounds: number): Promise<Report[]> {
  const program = await install()
  const profile = await mkdtemp(join(tmpdir(), 'ttm-lighthouse-'))
  const measure = async (path: string, ...more: string[]) => {
    const results: Result[] = []
    for (let round = 1; round <= rounds; round++) {
      results.push(await run(program, profile, server.url + path, more))
      console.info(`Lighthouse on ${path}, ${round} of ${rounds}`)
    }
    return reportOf(path, results)
  }
  try {
    const reports = [await measure('/signin')]
    await signIn(profile, server.url)
    // As the app is opened every day, with what the worker keeps; a first visit begins at the sign-in.
    for (const path of ['/', '/add', '/insights', '/budgets'])
      reports.push(await measure(path, '--disable-storage-reset'))
    return reports
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Leaves a profile signed in, with the expenses and the worker's files on its device. */
async function signIn(profile: string, baseURL: string): Promise<void> {
  const executablePath = chromiumPath()
  const context = await chromium.launchPersistentContext(profile, {
    args: flags,
    baseURL,
    ...(executablePath && { executablePath }),
  })
  const page = context.pages()[0] ?? (await context.newPage())
  await signInToDemo(page)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await context.close()
}

/** Apart from the app's own packages, which everybody installs: it needs as much room as half of them. */
async function install(): Promise<string> {
  const own = join(root, 'tests', 'screens', 'lighthouse')
  const lock = readFileSync(join(own, 'package-lock.json'))
  const hash = createHash('sha256').update(lock).digest('hex').slice(0, 12)
  const folder = join(root, 'node_modules', '.cache', `ttm-lighthouse-${hash}`)
  const program = join(folder, 'node_modules', 'lighthouse', 'cli', 'index.js')
  // The last thing that npm writes.
  if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return program
  console.info('Installing Lighthouse (once) …')
  mkdirSync(folder, { recursive: true })
  cpSync(own, folder, { recursive: true })
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const code = await runChild('npm', args, { cwd: folder, shell: process.platform === 'win32' })
  if (code !== 0) throw new Error(`Lighthouse could not be installed (npm ended with ${code}).`)
  return program
}

async function run(
  program: string,
  profile: string,
  url: string,
  more: readonly string[],
  tries = 3,
): Promise<Result> {
  const categories = '--only-categories=performance,accessibility,best-practices'
  const chrome = `--chrome-flags=${['--headless=new', `--user-data-dir=${profile}`, ...flags].join(' ')}`
  const args = [url, chrome, '--output=json', '--quiet', categories, ...more]
  const child = spawn(process.execPath, [program, ...args, '--no-enable-error-reporting'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CHROME_PATH: chromiumPath() ?? chromium.executablePath() },
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    text += chunk
  })
  const [code] = await once(child, 'close')
  // Now and then its recording begins after the page (NO_NAVSTART).
  if (code !== 0 && tries > 1) return run(program, profile, url, more, tries - 1)
  if (code !== 0) throw new Error(`Lighthouse ended with ${code} on ${url}.`)
  const result: Result = JSON.parse(text)
  if (result.runtimeError) throw new Error(`${url}: ${result.runtimeError.message}`)
  return result
}

function reportOf(path: string, results: readonly Result[]): Report {
  const score = (result: Result, name: string) => 100 * (result.categories[name]?.score ?? 0)
  const audit = (name: string) =>
    median(results.map(({ audits }) => audits[name]?.numericValue ?? Number.NaN))
  const short = results.flatMap(({ categories, audits }) =>
    Object.values(categories).flatMap(({ auditRefs }) =>
      auditRefs
        .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
        .map(({ id }) => id),
    ),
  )
  return {
    path,
    accessibility: median(results.map((one) => score(one, 'accessibility'))),
    bestPractices: median(results.map((one) => score(one, 'best-practices'))),
    performance: results.map((one) => Math.round(score(one, 'performance'))),
    largestPaint: audit('largest-contentful-paint'),
    shift: audit('cumulative-layout-shift'),
    short: [...new Set(short)],
  }
}
