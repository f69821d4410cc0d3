import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Sql } from 'postgres'
import { openedDatabase } from '@/db/client'
import type { Opened } from '@/db/open'
import { deliver, listeners, type News } from './hub'

const channel = 'trackthatmoney'
/** In milliseconds: what is committed within it travels between instances as one message. */
const gather = 4
/** A notification holds at most 8,000 bytes. */
const mostPerMessage = 80

type Wire = {
  instance: string
  waiting: News
  timer?: NodeJS.Timeout
  listening?: Promise<unknown>
}

const wires = new WeakMap<object, Wire>()
const key = Symbol.for('trackthatmoney.instance')

/**
 * Tells every instance what was just committed; called after the commit, never before. It waits for nothing and fails
 * silently: devices ask again every minute anyway.
 */
export function announce(news: Partial<News>): void {
  const whole: News = { revs: {}, users: [], sessions: [], ...news }
  deliver(whole)
  const opened = openedDatabase()
  if (opened.kind === 'postgres') queue(opened, whole)
}

/** Makes this instance hear what others announce; on the embedded database there are no others. */
export async function hearOthers(): Promise<void> {
  const opened = openedDatabase()
  if (opened.kind !== 'postgres') return
  const wire = wireOf(opened)
  wire.listening ??= (opened.client as Sql).listen(channel, (text) => hear(text), missedNews)
  try {
    await wire.listening
  } catch (error) {
    delete wire.listening
    throw error
  }
}

function hear(text: string): void {
  const { instance, ...news } = JSON.parse(text) as News & { instance: string }
  if (instance !== instanceId()) deliver(news)
}

/** The connection is new: what came before it was not heard. */
function missedNews(): void {
  for (const listener of listeners()) listener.tell(null)
}

function queue(opened: Opened, { revs, users, sessions }: News): void {
  const wire = wireOf(opened)
  Object.assign(wire.waiting.revs, revs)
  wire.waiting.users.push(...users.filter((id) => !wire.waiting.users.includes(id)))
  wire.waiting.sessions.push(...sessions)
  wire.timer ??= setTimeout(() => send(opened, wire), gather)
}

function send(opened: Opened, wire: Wire): void {
  const { revs, users, sessions } = wire.waiting
  wire.waiting = { revs: {}, users: [], sessions: [] }
  delete wire.timer
  const pairs = Object.entries(revs)
  const size = Math.max(pairs.length, users.length, sessions.length)
  for (let at = 0; at < size; at += mostPerMessage) {
    const part = <T>(list: T[]) => list.slice(at, at + mostPerMessage)
    const news = {
      revs: Object.fromEntries(part(pairs)),
      users: part(users),
      sessions: part(sessions),
    }
    const text = JSON.stringify({ instance: wire.instance, ...news })
    const sql = opened.client as Sql
    sql.notify(channel, text).catch((error: Error & { code?: string }) => {
      // Where the database was just closed nobody is left to tell.
      if (error.code !== 'CONNECTION_ENDED') console.error(`No news sent: ${error.message}`)
    })
  }
}

function wireOf(opened: Opened): Wire {
  const known = wires.get(opened)
  if (known) return known
  const made = { instance: instanceId(), waiting: { revs: {}, users: [], sessions: [] } }
  wires.set(opened, made)
  return made
}

// One for all bundles of the process, so that it does not hear itself.
function instanceId(): string {
  const shared = globalThis as { [key]?: string }
  shared[key] ??= randomUUID()
  return shared[key]
}
