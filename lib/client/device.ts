import { Engine, type EngineState } from './engine'
import { listenForNews } from './live'
import { Replica, type Touched } from './replica'
import type { StoreName } from './store'
import { askForSyncHint, onSyncHint } from './sync-hint'
import { sendToServer } from './transport'

/** The name of the replica in this browser. */
export const storeName = 'trackthatmoney'

/** In milliseconds: what correctness rests on where no news come through. */
const pollEvery = 45_000

type Listener = (stores: ReadonlySet<StoreName>) => void
type Running = { replica: Replica; engine: Engine }

const listeners = new Set<Listener>()
let started: Promise<Running> | undefined
let state: EngineState = { kind: 'starting' }
let channel: BroadcastChannel | undefined

/** This browser's replica and engine, started at the first call. */
export function device(): Promise<Running> {
  started ??= start()
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
  const replica = await Replica.open(storeName, (touched) => {
    const stores = storesOf(touched)
    tell(stores)
    channel?.postMessage([...stores])
  })
  const engine = new Engine(replica, {
    transport: sendToServer,
    onState: (now) => {
      if (now.kind === 'offline') void hintIfWaiting(replica)
      state = now
      tell(new Set(['meta']))
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
