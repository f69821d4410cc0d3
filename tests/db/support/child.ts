import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'

/** A process of ours that a test talks with, line by line. */
export interface Child {
  process: ChildProcess
  /** What it said so far. */
  lines: string[]
  /** The first line that begins so, now or later; fails when the process ends without it. */
  line(beginning: string): Promise<string>
  say(line: string): void
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>
  kill(): Promise<void>
}

interface How {
  /** A command that runs it. */
  wrapper?: string[]
  env?: Record<string, string>
}

/** Starts a TypeScript file, named from the repository's root, in another process; killed after the test. */
export function startChild(script: string, args: string[], how: How = {}): Child {
  const command = [...(how.wrapper ?? []), process.execPath, '--import', 'tsx', script, ...args]
  const child = spawn(command[0] as string, command.slice(1), {
    stdio: 'pipe',
    env: { ...process.env, ...how.env },
  })
  const lines: string[] = []
  let rest = ''
  const listen = (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
    child.emit('lines')
  }
  child.stdout.setEncoding('utf8').on('data', listen)
  child.stderr.setEncoding('utf8').on('data', listen)
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  return {
    process: child,
    lines,
    ended,
    kill,
    say: (line) => void child.stdin.write(`${line}\n`),
    line: (beginning) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find((line) => line.startsWith(beginning))
          if (found !== undefined) resolve(found)
        }
        look()
        child.on('lines', look)
        ended.then(() => reject(new Error(`No “${beginning}”: ${lines.join('\n')}`)))
      }),
  }
}
