import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runChild } from './child.mjs'
import { withLock } from './lock.mjs'

/** The directory of the app. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Makes sure that exactly the packages of package-lock.json are installed. Ends the process with a
 * sentence where Node is too old; throws a sentence when the installation fails.
 * @param {AbortSignal} [signal]
 */
export async function ensureInstalled(signal) {
  requireNode()
  if (isInstalled()) return
  const waiting = () => console.info('Waiting for another start that installs the packages …')
  await withLock('install', root, { signal, waiting }, async () => {
    if (isInstalled()) return
    console.info('Installing the packages (once, about a minute) …')
    const started = Date.now()
    const beat = setInterval(() => {
      console.info(`  … still installing, ${Math.round((Date.now() - started) / 1000)} s`)
    }, 10_000)
    try {
      const code = await npmCi(signal)
      if (code !== 0)
        throw new Error(`The packages could not be installed (npm ended with ${code}).`)
    } finally {
      clearInterval(beat)
    }
  })
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 9)) return
  console.error(`TrackThatMoney needs Node 20.9 or newer, but this is ${process.versions.node}.`)
  process.exit(1)
}

/** @param {AbortSignal | undefined} signal */
function npmCi(signal) {
  // The build needs the development packages too, and no package needs its install script.
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
  ]
  const npm = process.env.npm_execpath
  if (npm && /npm-cli\.js$/.test(npm)) {
    return runChild(process.execPath, [npm, ...args], { signal, cwd: root })
  }
  return runChild('npm', args, { signal, cwd: root, shell: process.platform === 'win32' })
}

/** Compares what npm noted at the end of the last installation with what is asked for. */
function isInstalled() {
  const wanted = packages('package-lock.json')
  const present = packages('node_modules/.package-lock.json')
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    const found = present[path]
    // What is optional may be missing: it is there for other systems.
    return path === '' || (found ? found.version === version : optional || devOptional)
  })
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}
