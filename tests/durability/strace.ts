import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ensureBuilt } from '@/scripts/build.mjs'
import { root } from '@/scripts/install.mjs'
import { bearer, makeAccount } from '@/tests/bench/accounts'
import { collect, readyUrl, serverEnv } from '@/tests/support/server'

// node scripts/run.mjs tests/durability/strace.ts [COUNT]: the kernel's word for it that each POST of the embedded
// database is answered only after an fsync. Ends with 1 where one is not.

const count = Number(process.argv[2] ?? 100)
if (spawnSync('strace', ['-V']).error) {
  console.error('strace is not installed.')
  process.exit(1)
}
await ensureBuilt()
const folder = mkdtempSync(join(tmpdir(), 'ttm-strace-'))
const trace = join(folder, 'trace')
// -D: the server is our child, and strace its grandchild. -ttt: seconds since 1970, as we count them here.
const flags = [
  '-D',
  '-f',
  '-qq',
  '-ttt',
  '--seccomp-bpf',
  '-e',
  'trace=fsync,fdatasync',
  '-o',
  trace,
]
const child = spawn('strace', [...flags, process.execPath, 'scripts/start.mjs'], {
  cwd: root,
  env: serverEnv(folder),
  stdio: ['ignore', 'pipe', 'pipe'],
})
const url = await readyUrl(child, collect(child))
const account = await makeAccount(url, 1)
const [wallet] = account.wallets

type Span = { from: number; to: number }
const now = () => (performance.timeOrigin + performance.now()) / 1000

async function spans(ask: (n: number) => Promise<Response>, status: number): Promise<Span[]> {
  const all: Span[] = []
  for (let n = 0; n < count; n++) {
    const from = now()
    const answer = await ask(n)
    await answer.text()
    if (answer.status !== status) throw new Error(`Answered ${answer.status} instead of ${status}.`)
    all.push({ from, to: now() })
  }
  return all
}

const expenses = `${url}/api/v1/expenses`
const posts = await spans(
  (n) =>
    fetch(expenses, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(account) },
      body: JSON.stringify({ amount: n + 1, category: wallet?.category, date: '2026-06-15' }),
    }),
  201,
)
const gets = await spans(() => fetch(expenses, { headers: bearer(account) }), 200)
await sleep(200)
child.kill('SIGTERM')
await once(child, 'exit')

const syncs = readFileSync(trace, 'utf8')
  .split('\n')
  .filter((line) => /\bf(data)?sync\(/.test(line))
  .map((line) => Number(line.trim().split(/\s+/)[1]))
const within = ({ from, to }: Span) => syncs.filter((at) => at >= from && at <= to).length
const sum = (all: readonly Span[]) => all.reduce((total, span) => total + within(span), 0)
const without = posts.filter((span) => within(span) === 0).length
console.info(
  `${count} POST /expenses, one after another: ${sum(posts)} fsync, ${without} answered without one`,
)
console.info(`${count} GET /expenses, one after another: ${sum(gets)} fsync`)
console.info(`the server's whole life: ${syncs.length} fsync`)
rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
process.exitCode = without > 0 ? 1 : 0
