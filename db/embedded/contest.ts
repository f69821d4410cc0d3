import { readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { converse, listen, type Outcome, type Request } from './conversation'
import type { SocketFolder } from './socket-folder'

/** Who wants the lock, who has it, and who is leaving. */
export type State = 'contending' | 'holding' | 'released'

export const stateCommand = 'state'
export const ending = '.sock'
export const draftEnding = '.new'

const answerMs = 10_000
const contestMs = 30_000
const oldDraftMs = 60_000

/** The names of the sockets in a lock folder; none where there is no folder. */
export async function socketsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.filter((name) => name.endsWith(ending)).sort()
}

/** The process that made a socket, for people: the number means nothing in another container. */
export const pidIn = (name: string): number => Number.parseInt(name, 10)

/** Listens under a draft name and renames it, so that a visible socket which refuses a connection is always dead. */
export async function publish(
  folder: string,
  sockets: SocketFolder,
  name: string,
  answer: (request: Request) => unknown,
): Promise<{ close(): void }> {
  const draft = name + draftEnding
  const server = await listen(sockets.at(draft), answer).catch((error: Error) => {
    throw new Error(
      `The data directory cannot be locked (${error.message}): DATA_DIR must be on a local disk that allows unix sockets.`,
    )
  })
  try {
    await rename(path.join(folder, draft), path.join(folder, name))
    return server
  } catch (error) {
    server.close()
    throw error
  }
}

/** True once `other` is dead or gave up; false when it has the lock, or comes first of two that want it. */
export async function outlast(
  folder: string,
  sockets: SocketFolder,
  other: string,
  own: string,
): Promise<boolean> {
  const giveUpAt = Date.now() + contestMs
  while (Date.now() < giveUpAt) {
    const state = await askState(sockets, other)
    if (state === 'gone') {
      // Names are never used twice, so this cannot remove a living one.
      await rm(path.join(folder, other), { force: true })
      return true
    }
    if (state === 'silent' || state === 'holding') return false
    if (state === 'contending' && other < own) return false
    await sleep(50)
  }
  return false
}

/** What the process behind a socket says of itself. */
export async function askState(
  sockets: SocketFolder,
  name: string,
): Promise<State | Extract<Outcome, string>> {
  const outcome = await ask(sockets, name, { command: stateCommand }, answerMs)
  if (typeof outcome === 'string') return outcome
  return outcome.ok ? (outcome.value as State) : 'silent'
}

/** One question to one socket; throws a plain sentence where this user may not ask. */
export async function ask(
  sockets: SocketFolder,
  name: string,
  request: Request,
  patienceMs: number,
): Promise<Outcome> {
  try {
    return await converse(sockets.at(name), request, patienceMs)
  } catch (error) {
    throw new Error(
      `The process that uses the data directory cannot be asked (${(error as Error).message}): run this as the same user.`,
    )
  }
}

/** Removes what starters that were killed before they showed themselves left behind. */
export async function removeOldDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(draftEnding)) continue
    const draft = path.join(folder, name)
    const made = await stat(draft).catch(() => undefined)
    if (made && Date.now() - made.mtimeMs > oldDraftMs) await rm(draft, { force: true })
  }
}
