import { hkdfSync } from 'node:crypto'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from './build.mjs'
import { runChild } from './child.mjs'
import { ensureInstalled, root } from './install.mjs'
import { stopSignal } from './stop-signal.mjs'

// npm start, npm run dev, npm run demo: brings everything up to date and serves, in this one process.

const signal = stopSignal()
const dev = process.argv.includes('--dev')
const demo = process.argv.includes('--demo')
/** Both show data of their own, made at the first start. */
const seeded = dev || demo
// Whatever hangs, nothing is left running. What was saved is safe without an orderly end.
signal.addEventListener('abort', () => setTimeout(() => process.exit(0), 9000))

try {
  await start()
} catch (error) {
  if (signal.aborted) process.exit(signal.reason)
  console.error(sentence(error))
  process.exit(1)
}

async function start() {
  await ensureInstalled(signal)
  loadEnvFile()
  if (seeded) takeOwnData()
  const { readEnv } = await importTypeScript('../lib/server/env.ts')
  const env = readEnv()
  process.env.AUTH_SECRET = env.authSecret
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = actionsKey(env.authSecret)
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  if (!dev) await ensureBuilt(signal)
  if (seeded) {
    const args = ['scripts/run.mjs', 'scripts/seed.ts', demo ? '24' : '6']
    const code = await runChild(process.execPath, args, { signal, cwd: root })
    if (code !== 0) throw new Error('The demo data could not be made.')
  }
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production' })
  const { serve } = await importTypeScript('./serve/serve.ts')
  await serve({ env, dev, root, signal })
  process.exit(0)
}

/** Reads .env; what the process was started with wins over it. */
function loadEnvFile() {
  const { loadEnvConfig } = createRequire(import.meta.url)('@next/env')
  loadEnvConfig(process.cwd(), dev, { info: () => {}, error: console.error })
}

/** Development and demo never touch the data of `npm start`. */
function takeOwnData() {
  const name = dev ? 'dev' : 'demo'
  for (const variable of ['DATABASE_URL', ...(demo ? ['DATA_DIR'] : [])]) {
    if (process.env[variable]) console.info(`npm run ${name} ignores ${variable}.`)
    delete process.env[variable]
  }
  process.env.DATA_DIR ??= `./data-${name}`
}

/**
 * tsx only for our own files: Next loads its modules without it.
 * @param {string} path
 */
async function importTypeScript(path) {
  const { tsImport } = await import('tsx/esm/api')
  const tsconfig = fileURLToPath(new URL('tsconfig.serve.json', import.meta.url))
  return tsImport(path, { parentURL: import.meta.url, tsconfig })
}

/** @param {string} secret */
function actionsKey(secret) {
  const key = hkdfSync('sha256', secret, '', 'trackthatmoney: arguments of server actions', 32)
  return Buffer.from(key).toString('base64')
}

/**
 * Errors meant for a person are plain ones; anything else shows where it came from.
 * @param {unknown} error
 */
function sentence(error) {
  const plain = error instanceof Error && error.constructor === Error && !('code' in error)
  return plain ? error.message : error
}
