import { join } from 'node:path'
import { appPages } from '@/lib/core/app-pages'
import { ensureBuilt } from '@/scripts/build.mjs'
import { root } from '@/scripts/install.mjs'
import { atLeast, atMost, targetTable, writeResults } from '@/tests/bench/report'
import { median } from '@/tests/bench/rounds'
import { mostWeight, scriptWeight } from '@/tests/bench/weight'
import { violations } from '@/tests/e2e/fixtures/screen'
import { lighthouse } from './lighthouse'
import { shiftsOf } from './shifts'
import { openStage } from './stage'
import { sights, walk } from './walk'

// npm run quality [-- WORD …]: on every screen in every state what axe finds, light and dark, and how much the layout
// shifts; how much JavaScript each screen needs; and Lighthouse. It reports; falling short is no failure. With words only the
// screens whose name holds one of them, and no Lighthouse. QUALITY_ROUNDS says how often Lighthouse runs on each page.

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => process.exit(1))

const rounds = Number(process.env.QUALITY_ROUNDS ?? 5)
const words = process.argv.slice(2)
const list = sights((title) => words.length === 0 || words.some((word) => title.includes(word)))

await ensureBuilt()
const stage = await openStage()
const seen: { name: string; barriers: string[]; shift: number; where: string[] }[] = []
try {
  const reports = words.length === 0 ? await lighthouse(stage, rounds) : []
  await walk(stage, list, async ({ title, kind, page }) => {
    const { sum: shift, where } = await shiftsOf(page)
    const barriers = await violations(page)
    const name = `${title}, ${kind}`
    seen.push({ name, barriers, shift, where })
    const found = `${barriers.length} barriers, shift ${shift.toFixed(3)}`
    console.info(`${String(seen.length).padStart(4)} of ${list.length}  ${name}: ${found}`)
  })
  const targets = [
    ...reports.flatMap(({ path, accessibility, bestPractices, performance, shift }) => [
      atLeast(`Lighthouse ${path}: accessibility`, accessibility, 100, ''),
      atLeast(`Lighthouse ${path}: best practices`, bestPractices, 100, ''),
      atLeast(`Lighthouse ${path}: performance, median of ${rounds}`, median(performance), 95, ''),
      atMost(`Lighthouse ${path}: layout shift`, shift, 0, ''),
    ]),
    atMost(
      `axe: barriers on ${list.length} sights, light and dark`,
      seen.reduce((sum, { barriers }) => sum + barriers.length, 0),
      0,
      '',
    ),
    atMost('largest layout shift of them', Math.max(...seen.map(({ shift }) => shift)), 0, ''),
    ...appPages.map((page) =>
      atMost(`JavaScript of ${page}, gzipped`, scriptWeight(page), mostWeight(page), 'kB'),
    ),
  ]
  console.info(`\n${targetTable(targets)}\n`)
  for (const { path, performance, largestPaint, short } of reports) {
    const paint = `largest paint after ${largestPaint.toFixed(0)} ms`
    console.info(`${path}: performance ${performance.join(' ')}; ${paint}; below 90: ${short}`)
  }
  for (const { name, barriers, shift, where } of seen) {
    for (const barrier of barriers) console.info(`${name}: ${barrier}`)
    if (shift > 0) console.info(`${name}: shift ${shift.toFixed(4)} of ${where.join('; ')}`)
  }
  const folder = join(root, 'tests', 'bench', 'results')
  console.info(`Written to ${writeResults(folder, { targets, reports, seen }, 'quality-')}`)
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await stage.close()
}
