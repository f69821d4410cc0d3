import { readFileSync, readlinkSync } from 'node:fs'

/**
 * A signal that aborts once this process should stop: on SIGTERM, SIGINT or SIGHUP, or when whoever
 * started it is gone. Call it once, first thing. Its reason is the exit code that fits, a number.
 * @returns {AbortSignal}
 */
export function stopSignal() {
  const controller = new AbortController()
  // The handlers stay, so that a second signal does not kill a process that is closing its database.
  process.on('SIGINT', () => controller.abort(130))
  process.on('SIGTERM', () => controller.abort(143))
  process.on('SIGHUP', () => controller.abort(129))

  // A pipe that nobody reads any more must not crash the process while it stops.
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})

  const ancestors = watchedAncestors()
  const timer = setInterval(() => {
    if (ancestors.some(({ child, parent }) => parentOf(child) !== parent)) controller.abort(129)
  }, 500)
  timer.unref()
  controller.signal.addEventListener('abort', () => clearInterval(timer))
  return controller.signal
}

/**
 * npm starts a shell and the shell starts us. npm dies of a signal without passing it on, and killed
 * hard it leaves the shell alive: so where a shell stands between, its parent is watched as well.
 */
function watchedAncestors() {
  const links = [{ child: process.pid, parent: process.ppid }]
  const byNpm = process.env.npm_lifecycle_event !== undefined
  if (byNpm && process.ppid > 1 && program(process.ppid) !== program(process.pid)) {
    const parent = parentOf(process.ppid)
    if (parent !== undefined) links.push({ child: process.ppid, parent })
  }
  return links
}

/** @param {number} pid */
function parentOf(pid) {
  if (pid === process.pid) return process.ppid
  try {
    // The name, in brackets, may hold anything; what follows the last bracket is "state parent …".
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

/** @param {number} pid */
function program(pid) {
  try {
    return readlinkSync(`/proc/${pid}/exe`)
  } catch {
    return undefined
  }
}
