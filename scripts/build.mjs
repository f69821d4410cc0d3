import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runChild } from './child.mjs'
import { ensureInstalled, root } from './install.mjs'
import { withLock } from './lock.mjs'
import { stopSignal } from './stop-signal.mjs'

const note = join(root, '.next', 'built-from')
const worker = join(root, 'public', 'sw.js')

/** What the build is made of: files and folders of the repository. */
const sources = [
  ...['app', 'components', 'db', 'drizzle', 'lib', 'public'],
  ...['next.config.mjs', 'postcss.config.mjs', 'proxy.ts', 'instrumentation.ts'],
  'scripts/app-files.mjs',
  ...['tsconfig.json', 'tsconfig.next.json', 'package-lock.json'],
]
/** What the build itself writes into the sources. */
const built = /^public.(sw|swe-worker|workbox|worker|fallback)[^/]*\.js(\.map)?$/

/** True when the build is there, whole, and made of the sources as they are now. */
export function isBuilt() {
  return [note, worker].every(existsSync) && readFileSync(note, 'utf8') === fingerprint()
}

/**
 * Builds the app unless it is built; of several at once one builds and the others wait.
 * Throws a sentence when the build fails.
 * @param {AbortSignal} [signal]
 */
export async function ensureBuilt(signal) {
  if (isBuilt()) return
  const waiting = () => console.info('Waiting for another start that builds the app …')
  await withLock('build', root, { signal, waiting }, async (descriptor) => {
    if (isBuilt()) return
    console.info('Building the app (once after each change) …')
    // Taken before the build: what is edited meanwhile shows at the next start.
    const from = fingerprint()
    rmSync(note, { force: true })
    const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
    const args = [next, 'build', '--webpack']
    const code = await runChild(process.execPath, args, {
      signal,
      cwd: root,
      env: buildEnv(from),
      // A build that outlives this process keeps the others waiting.
      keep: descriptor,
    })
    if (code !== 0) throw new Error(`The app could not be built (next ended with ${code}).`)
    writeFileSync(note, from)
  })
}

/**
 * The ids of server actions depend on the key at build time: a fixed one keeps them the same in
 * every build and instance. What actions really encrypt uses the key that `serve` derives.
 * @param {string} from what the build is made of, which also names it
 * @returns {NodeJS.ProcessEnv}
 */
function buildEnv(from) {
  const key = createHash('sha256').update('trackthatmoney: ids of server actions').digest('base64')
  return {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key,
    BUILD_ID: from.slice(0, 20),
  }
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap((source) => filesBelow(source))) {
    if (built.test(file)) continue
    const content = readFileSync(join(root, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  return (
    readdirSync(full, { recursive: true, encoding: 'utf8' })
      .map((name) => join(path, name))
      // What begins with a dot is an editor's or the system's.
      .filter((file) => !/(^|[\\/])\./.test(file))
      .filter((file) => statSync(join(root, file), { throwIfNoEntry: false })?.isFile())
      .sort()
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const signal = stopSignal()
  try {
    await ensureInstalled(signal)
    await ensureBuilt(signal)
  } catch (error) {
    if (!signal.aborted) console.error(error instanceof Error ? error.message : error)
    process.exit(signal.aborted ? signal.reason : 1)
  }
}
