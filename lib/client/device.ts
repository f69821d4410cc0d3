import { Engine, type EngineState } from './engine'
import { type Bar, barAtStart, barOther, leave, liftOther } from './gate'
import { forgetAllButChoice, forgetBesideReplica } from './keep'
import { onDevice } from './kept-values'
import { listenForNews } from './live'
import { Replica, type Touched } from './replica'
import type { StoreName, StoreNews } from './store'
import { askForSyncHint, onSyncHint } from './sync-hint'
import { recoverAtServer, sendToServer } from './transport'

/** The name of the replica in this browser. */
const storeName = 'trackthatmoney'

/** In milliseconds: what correctness rests on where no news come through. */
const pollEvery = 45_000

const refusedStorage =
  'This browser does not let TrackThatMoney keep data here. That happens in some private windows, when site data is blocked, or when the disk is full.'

const storeWords: Record<StoreNews, string> = {
  outdated: 'A newer version of TrackThatMoney is open in another tab.',
  waiting:
    'An older version of TrackThatMoney is open in another tab. Close it, and this one goes on by itself.',
}

/** What tabs tell each other where the device has come to belong to somebody else. */
const personChanged = 'person'

type Listener = (stores: ReadonlySet<StoreName>) => void
type Running = { replica: Replica; engine: Engine }

const listeners = new Set<Listener>()
let started: Promise<Running> | undefined
let state: EngineState = { kind: 'starting' }
let channel: BroadcastChannel | undefined
let bar: Bar | undefined
/** Set once this page has only to go. */
let over = false
/** Whether a sign was asked for since the server was last reached. */
let hintAsked = false

/** This browser's replica and engine, started at the first call. */
export function device(): Promise<Running> {
  started ??= start().catch((error) => {
    setState({ kind: 'stopped', code: 'storage', message: refusedStorage })
    throw error
  })
  return started
}

/** How syncing stands. */
export function engineState(): EngineState {
  return state
}

/** Calls `listener` with the stores that changed, in this tab or another one; answers how to stop. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

async function start(): Promise<Running> {
  // Without it nothing could be noted of whose data may stay here, and no draft be kept.
  if (!onDevice.isThere()) throw new Error('This browser keeps nothing beside the database.')
  channel = new BroadcastChannel(storeName)
  const onTouched = (touched: Touched) => {
    const stores = storesOf(touched)
    tell(stores)
    channel?.postMessage([...stores])
  }
  let running: Engine | undefined
  const replica = await Replica.open(storeName, onTouched, {
    tell: (news) => {
      // Where a newer version has it, the database is closed now: nothing more can be read here.
      over = news === 'outdated'
      if (over) running?.close()
      setState({ kind: 'stopped', code: news, message: storeWords[news] })
    },
  })
  setState({ kind: 'starting' })
  const engine: Engine = new Engine(replica, {
    transport: sendToServer,
    // Hardly ever needed, so it comes late.
    recover: async (replica) => (await import('./recovery')).recover(replica, recoverAtServer),
    onState: (now) => void hear({ replica, engine }, now),
    alone: (work) => (navigator.locks ? navigator.locks.request('ttm-sync', work) : work()),
  })
  running = engine
  await barUntilSettled(replica)
  channel.onmessage = ({ data }: MessageEvent<StoreName[] | typeof personChanged>) => {
    if (data === personChanged) return location.reload()
    tell(new Set(data))
    // The tab that made the change may be gone before it could send it.
    void engine.kickIfWaiting()
  }
  const kick = () => void engine.kick()
  onSyncHint(kick)
  addEventListener('online', () => (bar?.code === 'left' ? location.reload() : kick()))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') kick()
  })
  setInterval(() => {
    if (document.visibilityState === 'visible' && state.kind !== 'stopped') kick()
  }, pollEvery)
  if (bar?.code !== 'left') void followServer(replica, engine)
  return { replica, engine }
}

// Nobody waits for it: screens show what is here, and more as it comes.
async function followServer(replica: Replica, engine: Engine): Promise<void> {
  const first = engine.kick()
  if (!(await replica.meta()).account) await first
  // Nobody is signed in: there is nothing to listen for, and the page leaves for the sign-in.
  if (!(await replica.meta()).account) return
  listenForNews({
    rev: async (space, rev) => {
      const { cookie } = await replica.meta()
      if ((cookie[space]?.rev ?? -1) < rev) await engine.kick()
    },
    missed: () => void engine.kick(),
  })
}

/** Bars the device where something at its start demands it. */
async function barUntilSettled(replica: Replica): Promise<void> {
  const found = await barAtStart(replica, tellTabs)
  if (found === 'sign-in') return goToSignIn('not-kept')
  bar = found
  if (bar) setState(bar)
}

/** Passes on what the engine says of itself, unless the device is barred: then only what ends that counts. */
async function hear({ replica, engine }: Running, now: EngineState): Promise<void> {
  if (over) return
  if (now.kind === 'idle') hintAsked = false
  if (now.kind === 'offline') void hintIfWaiting(replica)
  if (bar && !(await settles(bar, replica, now))) return
  bar = undefined
  // The engine has removed a replica that was somebody else's, or whose session was revoked.
  if (now.kind === 'starting') {
    forgetAllButChoice()
    tellTabs()
  }
  if (now.kind === 'signed-out' && now.code === 'session_revoked') forgetBesideReplica()
  setState(now)
  if (now.kind !== 'stopped' || now.code !== 'other_account') return
  bar = now as Bar
  bar = await barOther(replica, tellTabs)
  if (bar) setState(bar)
  else void engine.kick()
}

/** Whether what the engine says ends a bar. */
async function settles(current: Bar, replica: Replica, now: EngineState): Promise<boolean> {
  const { code } = current
  if (code === 'leaving' || code === 'left') {
    if (now.kind === 'idle' && (await replica.countNotSent()) === 0) await takeLeave('not-kept')
    return false
  }
  // Nobody knows the account: what is here stays barred, and only its own words take the place of these.
  if (now.kind === 'stopped' && now.code === 'unknown_account') return true
  // It is its own person after all, or the engine has made room for the one who is here.
  const over = now.kind === 'idle' || now.kind === 'starting'
  if (over) liftOther()
  return over
}

/** Removes what this device holds, with the changes that are not sent, for whoever is signed in now. */
export async function removeForOther(): Promise<void> {
  const { replica, engine } = await device()
  over = true
  engine.close()
  await replica.wipe()
  forgetAllButChoice()
  tellTabs()
  location.reload()
}

/**
 * Removes what this device holds and signs out; the sign-in says so by a `notice`. Where something turns out to be only
 * here, which is not checked when it is forced, everything stays and the page begins anew.
 */
export async function takeLeave(
  notice: 'signed-out' | 'not-kept',
  options?: { force?: boolean },
): Promise<void> {
  const { replica, engine } = await device()
  over = true
  engine.close()
  const out = await leave(replica, tellTabs, options)
  if (out === 'unsent') return location.reload()
  if (out === 'done') return goToSignIn(notice)
  bar = out
  setState(bar)
}

/** Makes other tabs start anew, with whoever is here now. */
function tellTabs(): void {
  channel?.postMessage(personChanged)
}

// Never done: the page goes.
function goToSignIn(notice: string): Promise<void> {
  location.replace(`/signin?notice=${notice}`)
  return new Promise(() => {})
}

function setState(now: EngineState): void {
  state = now
  tell(new Set(['meta']))
}

/** Once until the server is reached: where only the server is gone, the browser gives the sign at once, each time. */
async function hintIfWaiting(replica: Replica): Promise<void> {
  const waiting = await replica.outbox()
  if (hintAsked || !waiting.some(({ state }) => state === 'queued')) return
  hintAsked = true
  await askForSyncHint()
}

function storesOf({ entities, outbox, meta }: Touched): Set<StoreName> {
  const stores = new Set<StoreName>(entities)
  if (outbox) stores.add('outbox')
  if (meta) stores.add('meta')
  return stores
}

function tell(stores: ReadonlySet<StoreName>): void {
  for (const listener of [...listeners]) listener(stores)
}
