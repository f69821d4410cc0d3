import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  ask,
  askState,
  draftEnding,
  ending,
  outlast,
  pidIn,
  publish,
  removeOldDrafts,
  type State,
  socketsIn,
  stateCommand,
} from './contest'
import type { Request } from './conversation'
import { openSocketFolder, type SocketFolder } from './socket-folder'

/**
 * The lock on a data directory. A starter listens on a unix socket with a name that nobody had
 * before, makes it visible in DATA_DIR/lock, and only THEN looks who else is there: of any two,
 * the one that looked last saw the other. A socket dies with its process, so no lock is ever stale.
 */
export interface Lock {
  /** Answers `command` to those who ask the holder (`askHolder`); an error's message reaches them. */
  handle(command: string, handler: CommandHandler): void
  release(): Promise<void>
}

export type CommandHandler = (args: unknown) => unknown

const commandMs = 30_000
const patienceMs = 10_000
const unknownCommand = 'The running server does not know this command.'

const lockFolder = (dataDir: string) => path.join(path.resolve(dataDir), 'lock')

/** Takes the lock on an existing `dataDir`, or throws an Error whose sentence names the process that has it. */
export async function takeLock(
  dataDir: string,
  handlers: Record<string, CommandHandler> = {},
): Promise<Lock> {
  const folder = lockFolder(dataDir)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const own = `${process.pid}-${randomBytes(8).toString('hex')}${ending}`
  const known = new Map(Object.entries(handlers))
  let state: State = 'contending'
  const answer = ({ command, args }: Request) => {
    if (command === stateCommand) return state
    const handler = known.get(command)
    if (!handler) throw new Error(unknownCommand)
    return handler(args)
  }

  const sockets = await openSocketFolder(folder, own + draftEnding)
  try {
    const server = await publish(folder, sockets, own, answer)
    const release = async () => {
      state = 'released'
      await rm(path.join(folder, own), { force: true })
      server.close()
    }
    try {
      await contest(dataDir, sockets, own)
      state = 'holding'
    } catch (error) {
      await release()
      throw error
    }
    await removeOldDrafts(folder)
    return { handle: (command, handler) => void known.set(command, handler), release }
  } finally {
    await sockets.close()
  }
}

async function contest(dataDir: string, sockets: SocketFolder, own: string): Promise<void> {
  const folder = lockFolder(dataDir)
  for (const other of await socketsIn(folder))
    if (other !== own && !(await outlast(folder, sockets, other, own)))
      throw new Error(
        `The data directory ${dataDir} is already in use by another TrackThatMoney process (pid ${pidIn(other)}). Stop it first, or use another DATA_DIR.`,
      )
}

/**
 * What the process that holds the lock on `dataDir` answers to a command; undefined when nobody
 * holds it. Waits `commandPatienceMs` for the answer, and a little for one that is just starting; throws what the holder throws.
 */
export async function askHolder(
  dataDir: string,
  request: Request,
  commandPatienceMs = commandMs,
): Promise<unknown | undefined> {
  const folder = lockFolder(dataDir)
  const giveUpAt = Date.now() + patienceMs
  for (;;) {
    const names = await socketsIn(folder)
    const longest = names.reduce((a, b) => (a.length > b.length ? a : b), '')
    if (!longest) return undefined
    const sockets = await openSocketFolder(folder, longest)
    try {
      const states = await Promise.all(names.map((name) => askState(sockets, name)))
      if (states.every((state) => state === 'gone')) return undefined
      const holder = names[states.indexOf('holding')]
      if (holder) {
        const reply = await ask(sockets, holder, request, commandPatienceMs)
        if (typeof reply === 'string')
          throw new Error(`The running server (pid ${pidIn(holder)}) left without an answer.`)
        if (reply.ok) return reply.value
        // A server that is still starting has not said yet what it answers.
        if (reply.error !== unknownCommand || Date.now() > giveUpAt) throw new Error(reply.error)
      } else if (Date.now() > giveUpAt)
        throw new Error(`The process that uses ${dataDir} does not answer.`)
    } finally {
      await sockets.close()
    }
    await sleep(200)
  }
}
