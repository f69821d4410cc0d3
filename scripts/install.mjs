import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runChild } from './child.mjs'
import { withLock } from './lock.mjs'
import { mendPackages } from './mend-packages.mjs'

/** The directory of the app. */
export const root = fileURLToPath(new URL('..', import.meta.url))

const wanted = 'package-lock.json'
const installed = 'node_modules/.package-lock.json'

/**
 * Makes sure that exactly the packages of package-lock.json are installed. Ends the process with a
 * sentence where Node is too old; throws a sentence when the installation fails.
 * @param {AbortSignal} [signal]
 */
export async function ensureInstalled(signal) {
  requireNode()
  await install(signal)
  mendPackages(root)
}

/** @param {AbortSignal | undefined} signal */
async function install(signal) {
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
      const code = await npmInstall(signal)
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
function npmInstall(signal) {
  // The build needs the development packages too, and no package needs its install script.
  const options = [
    '--include=dev',
    '--include=optional',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
  ]
  const args = [...(isComplete() ? ['ci'] : ['install', '--no-save']), ...options]
  // What an installation that was cut off left behind cannot be trusted.
  if (Object.keys(packages(installed)).length === 0) {
    rmSync(join(root, 'node_modules'), { recursive: true, force: true })
  }
  const npm = process.env.npm_execpath
  if (npm && /npm-cli\.js$/.test(npm)) {
    return runChild(process.execPath, [npm, ...args], { signal, cwd: root })
  }
  return runChild('npm', args, { signal, cwd: root, shell: process.platform === 'win32' })
}

/**
 * `npm ci` refuses a lock file without the packages for other systems, which npm leaves out when its
 * registry lacked them; `npm install` takes it, and what stands in it, as it is.
 */
function isComplete() {
  const locked = packages(wanted)
  const names = new Set(Object.keys(locked).map((path) => path.split('node_modules/').at(-1)))
  return Object.values(locked).every(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).every((name) => names.has(name)),
  )
}

/** Compares what npm noted at the end of the last installation with what is asked for. */
function isInstalled() {
  const present = packages(installed)
  return Object.entries(packages(wanted)).every(([path, { version, optional, devOptional }]) => {
    const found = present[path]
    // What is optional may be missing: it is there for other systems.
    return path === '' || (found ? found.version === version : optional || devOptional)
  })
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, optionalDependencies?: object }>}
 */
function packages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}
