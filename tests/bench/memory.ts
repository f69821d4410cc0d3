import { readFileSync } from 'node:fs'
import { type Account, bearer } from './accounts'

/** How much memory a process and those that it started hold just now, in MB. */
function memoryOf(pid: number): number {
  const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8')
  const own = Number(/VmRSS:\s+(\d+) kB/.exec(read('status'))?.[1] ?? 0) / 1024
  const children = read(`task/${pid}/children`).split(' ').filter(Boolean).map(Number)
  return children.reduce((sum, child) => sum + memoryOf(child), own)
}

/** In ms. */
const between = 20

/** By how much a server's memory grows, in MB, while it exports what an account has; and how many lines that are. */
export async function growthOfExport(
  server: { url: string; pid: number },
  account: Account,
): Promise<{ growth: number; lines: number }> {
  const before = memoryOf(server.pid)
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, memoryOf(server.pid))
  }, between)
  try {
    const answer = await fetch(`${server.url}/api/v1/export.csv`, { headers: bearer(account) })
    let lines = 0
    for await (const part of answer.body ?? []) {
      for (const byte of part as Uint8Array) if (byte === 10) lines++
    }
    return { growth: Math.max(most, memoryOf(server.pid)) - before, lines }
  } finally {
    clearInterval(timer)
  }
}
