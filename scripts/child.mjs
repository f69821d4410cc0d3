import { spawn } from 'node:child_process'

/**
 * Runs a program in a process group of its own and resolves with its exit code. When `signal` aborts,
 * the whole group is told to stop, and killed 5 s later; the promise then rejects with the reason.
 * @param {string} command
 * @param {string[]} args
 * @param {{ signal?: AbortSignal | undefined, env?: NodeJS.ProcessEnv, cwd?: string, shell?: boolean, keep?: number | undefined, output?: number | undefined }} [options]
 *   `keep`: a file descriptor that the child holds open too, as long as it lives; `output`: one that what it says goes to
 * @returns {Promise<number>}
 */
export function runChild(command, args, options = {}) {
  const { signal, env = process.env, cwd, shell, keep, output = 'inherit' } = options
  signal?.throwIfAborted()
  const child = spawn(command, args, {
    cwd,
    env,
    shell,
    detached: process.platform !== 'win32',
    stdio: ['ignore', output, output, ...(keep === undefined ? [] : [keep])],
  })
  /** @type {NodeJS.Timeout | undefined} */
  let last
  const stop = () => {
    kill(child, 'SIGTERM')
    last = setTimeout(() => kill(child, 'SIGKILL'), 5000)
  }
  signal?.addEventListener('abort', stop)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(last)
      signal?.removeEventListener('abort', stop)
      if (signal?.aborted) reject(signal.reason)
      else resolve(code ?? 1)
    })
  })
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} name
 */
function kill(child, name) {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill(name)
    else process.kill(-child.pid, name)
  } catch {
    // It has ended meanwhile.
  }
}
