import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { runChild } from './child.mjs'
import { ensureInstalled, root } from './install.mjs'
import { stopSignal } from './stop-signal.mjs'

// npm test, npm run check: runs every step, whatever the ones before it said, and adds up.

/** @typedef {{ passed: number, failed: number }} Counts */
/** What a step does; what it says goes to `output`, a file descriptor, where one is given. */
/** @typedef {(output?: number) => Promise<Counts>} Run */

const signal = stopSignal()
const check = process.argv.includes('--check')
const reports = mkdtempSync(join(tmpdir(), 'ttm-test-'))
const env = {
  ...process.env,
  TZ: 'Asia/Kathmandu',
  NEXT_TELEMETRY_DISABLED: '1',
  // Colours would only garble a log.
  ...(!process.stdout.isTTY && { NO_COLOR: '1' }),
}
/** @type {[step: string, counts: Counts][]} */
const results = []

try {
  await ensureInstalled(signal)
  await main()
} catch (error) {
  if (!signal.aborted) console.error(error)
  results.push(['start', { passed: 0, failed: 1 }])
} finally {
  rmSync(reports, { recursive: true, force: true })
}
report()

async function main() {
  const colors = `--colors=${process.stdout.isTTY ? 'force' : 'off'}`
  await step('lint', () => tool('@biomejs/biome/bin/biome', ['ci', '.', colors]))
  await step('types', checkTypes)
  await step('unit', vitest('unit'))
  if (check) return
  const postgres = Boolean(process.env.TEST_DATABASE_URL)
  await sideBySide(['sync', 'contract', 'db', ...(postgres ? ['db-postgres'] : [])])
  let built = false
  await step('build', async () => {
    await ensureBuilt(signal)
    built = true
    return { passed: 1, failed: 0 }
  })
  if (!built) return console.error('Without a build no server can be tested.')
  const served = ['api-embedded', ...(postgres ? ['api-postgres'] : [])]
  await sideBySide([...served, 'durability', 'process'])
  if (!postgres) skipPostgres()
  await step('end to end', playwright)
}

/**
 * Runs projects two at a time, as each of them mostly waits for one server; what one says is shown when it is over.
 * @param {string[]} projects
 */
async function sideBySide(projects) {
  console.info(`\nRunning side by side: ${projects.join(', ')} …`)
  const waiting = [...projects]
  const lane = async () => {
    for (let project = waiting.shift(); project; project = waiting.shift()) {
      const file = join(reports, `${project}.log`)
      const output = openSync(file, 'w')
      const shown = async () => {
        try {
          return await vitest(project)(output)
        } finally {
          closeSync(output)
          console.info(`\n── ${project} ──\n${readFileSync(file, 'utf8').trim()}`)
        }
      }
      await measured(project, shown)
    }
  }
  await Promise.all([lane(), lane()])
}

/**
 * @param {string} name
 * @param {Run} run
 */
async function step(name, run) {
  console.info(`\n── ${name} ──`)
  await measured(name, run)
}

/**
 * @param {string} name
 * @param {Run} run
 */
async function measured(name, run) {
  signal.throwIfAborted()
  const started = Date.now()
  /** @type {Counts} */
  let counts = { passed: 0, failed: 1 }
  try {
    counts = await run()
  } catch (error) {
    if (signal.aborted) throw error
    console.error(error instanceof Error ? error.message : error)
  }
  results.push([name, counts])
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.info(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`)
}

/**
 * Runs a program of an installed package, which counts as one.
 * @param {string} script
 * @param {string[]} args
 * @param {{ more?: Record<string, string>, output?: number | undefined }} [options] `more`: for its environment
 * @returns {Promise<Counts>}
 */
async function tool(script, args, { more = {}, output } = {}) {
  const file = join(root, 'node_modules', script)
  const options = { signal, cwd: root, env: { ...env, ...more }, output }
  const code = await runChild(process.execPath, [file, ...args], options)
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function checkTypes() {
  // The types of the routes as they are now, not as they were when somebody last built.
  const generated = await tool('next/dist/bin/next', ['typegen'])
  if (generated.failed) return generated
  const app = await tool('typescript/bin/tsc', ['--noEmit', '-p', '.'])
  // The worker lives in a world of its own, without a document.
  const worker = await tool('typescript/bin/tsc', ['--noEmit', '-p', 'lib/worker'])
  return { passed: app.passed + worker.passed, failed: app.failed + worker.failed }
}

/**
 * @param {string} project
 * @returns {Run}
 */
function vitest(project) {
  return async (output) => {
    const file = join(reports, `${project}.json`)
    const args = ['run', '--project', project, '--reporter=default', '--reporter=json']
    const { failed } = await tool('vitest/vitest.mjs', [...args, `--outputFile.json=${file}`], {
      output,
    })
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'))
    // A file that cannot even be loaded has no failed test, but fails.
    const broken = testResults.filter(
      (/** @type {{ status: string, assertionResults: { status: string }[] }} */ result) =>
        result.status === 'failed' &&
        !result.assertionResults.some((one) => one.status === 'failed'),
    ).length
    return sum(numPassedTests, numFailedTests + broken, failed)
  }
}

async function playwright() {
  const file = join(reports, 'e2e.json')
  if (!(await hasBrowser())) await tool('playwright/cli.js', ['install', 'chromium'])
  const { failed } = await tool('playwright/cli.js', ['test', '--reporter=list,json'], {
    more: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  })
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'))
  return sum(stats.expected, stats.unexpected + stats.flaky + errors.length, failed)
}

/**
 * A run that ended badly has at least one failure, whatever its report says; so has one of nothing.
 * @param {number} passed
 * @param {number} failed
 * @param {number} ended
 * @returns {Counts}
 */
function sum(passed, failed, ended) {
  return { passed, failed: failed || ended || (passed === 0 ? 1 : 0) }
}

async function hasBrowser() {
  const { chromium } = await import('playwright')
  const { tsImport } = await import('tsx/esm/api')
  const { chromiumPath } = await tsImport('../tests/support/chromium.ts', import.meta.url)
  return existsSync(chromiumPath() ?? chromium.executablePath())
}

function skipPostgres() {
  const required = process.env.CI === 'true'
  console.error(`
************************************************************************
*  TEST_DATABASE_URL is not set: the PostgreSQL half was NOT TESTED.   *
*  Set it to a PostgreSQL 15 or newer that may create databases.       *
************************************************************************`)
  if (required) results.push(['PostgreSQL, required with CI=true', { passed: 0, failed: 1 }])
}

function report() {
  const passed = results.reduce((all, [, counts]) => all + counts.passed, 0)
  const failed = results.reduce((all, [, counts]) => all + counts.failed, 0)
  console.info('')
  for (const [name, counts] of results) {
    if (counts.failed > 0) console.info(`FAILED  ${name}: ${counts.failed}`)
  }
  process.exitCode = failed > 0 || signal.aborted ? 1 : 0
  console.info(`${passed} passed, ${failed} failed`)
}
