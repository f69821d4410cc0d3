import { Engine, type EngineState } from './engine'
import { listenForNews } from './live'
import { recover } from './recovery'
import { Replica, type Touched } from './replica'
import type { StoreName, StoreNews } from './store'
import { askForSyncHint, onSyncHint } from './sync-hint'
import { recoverAtServer, sendToServer } from './transport'

/** The name of the replica in this browser. */
export const storeName = 'trackthatmoney'

/** In milliseconds: what correctness rests on where no news come through. */
const pollEvery = 45_000

const refusedStorage =
  'This browser does not let TrackThatMoney keep data here. That happens in some private windows, when site data is blocked, or when the disk is full.'

const storeWords: Record<StoreNews, string> = {
  outdated: 'A newer version of TrackThatMoney is open in another tab.',
  waiting:
    'An older version of TrackThatMoney is open in another tab. Close it, and this one goes on by itself.',
}

type Listener = (stores: ReadonlySet<StoreName>) => void
type Running = { replica: Replica; engine: Engine }

const listeners = new Set<Listener>()
let started: Promise<Running> | undefined
let state: EngineState = { kind: 'starting' }
let channel: BroadcastChannel | undefined

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
  channel = new BroadcastChannel(storeName)
  const onTouched = (touched: Touched) => {
    const stores = storesOf(touched)
    tell(stores)
    channel?.postMessage([...stores])
  }
  let engine: Engine | undefined
  const replica = await Replica.open(storeName, onTouched, {
    tell: (news) => {
      // Its database is closed now: nothing more can be read here.
      engine?.close()
      setState({ kind: 'stopped', code: news, message: storeWords[news] })
    },
  })
  setState({ kind: 'starting' })
  engine = new Engine(replica, {
    transport: sendToServer,
    recover: (replica) => recover(replica, recoverAtServer),
    onState: (now) => {
      if (now.kind === 'offline') void hintIfWaiting(replica)
      setState(now)
    },
    alone: (work) => (navigator.locks ? navigator.locks.request('ttm-sync', work) : work()),
  })
  channel.onmessage = ({ data }: MessageEvent<StoreName[]>) => {
    tell(new Set(data))
    // The tab that made the change may be gone before it could send it.
    void engine.kickIfWaiting()
  }
  const kick = () => void engine.kick()
  addEventListener('online', kick)
  onSyncHint(kick)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') kick()
  })
  setInterval(() => {
    if (document.visibilityState === 'visible' && state.kind !== 'stopped') kick()
  }, pollEvery)
  void followServer(replica, engine)
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

function setState(now: EngineState): void {
  state = now
  tell(new Set(['meta']))
}

async function hintIfWaiting(replica: Replica): Promise<void> {
  const waiting = await replica.outbox()
  if (waiting.some(({ state }) => state === 'queued')) await askForSyncHint()
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
