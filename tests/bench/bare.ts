import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from '@/scripts/child.mjs'
import { root } from '@/scripts/install.mjs'
import { collect, readyUrl, serverEnv } from '@/tests/support/server'
import type { Wallet } from './accounts'

/** A server of the bare handlers: what Next, our HTTP server and Drizzle cost without the product. */
export type BareServer = { url: string; pid: number; stop: () => Promise<void> }

/** Builds the bare app beside the product's build, with the same packages, and answers its folder. */
export async function buildBare(): Promise<string> {
  const folder = join(root, '.next', 'bench')
  rmSync(folder, { recursive: true, force: true })
  cpSync(join(root, 'tests', 'bench', 'bare'), folder, { recursive: true })
  mkdirSync(join(folder, 'public'))
  symlinkSync(join(root, 'drizzle'), join(folder, 'drizzle'))
  // Next puts what it misses into this file, which is why the repository has none here.
  const compilerOptions = { jsx: 'react-jsx', paths: { '@/*': ['../../*'] } }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include: ['**/*.ts'] }),
  )
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' }
  const code = await runChild(process.execPath, [next, 'build', '--webpack'], { cwd: folder, env })
  if (code !== 0) throw new Error(`The bare app could not be built (next ended with ${code}).`)
  return folder
}

/** Serves it by the product's own HTTP server on the product's database. */
export async function startBare(
  folder: string,
  { databaseUrl, list, write }: { databaseUrl: string; list: Wallet; write: Wallet[] },
): Promise<BareServer> {
  const child = spawn(process.execPath, ['tests/bench/bare-server.mjs', folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: serverEnv(folder, undefined, {
      DATABASE_URL: databaseUrl,
      BENCH_SPACE: list.walletId,
      BENCH_WALLETS: JSON.stringify(write),
    }),
  })
  const url = await readyUrl(child, collect(child))
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
