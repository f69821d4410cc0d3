import type { Cookie } from '@/lib/domain/protocol'
import { Engine, type EngineState } from './engine'
import { type Bar, barAtStart, barOther, leave, liftOther, revokedBar } from './gate'
import { whenIdle } from './idle'
import { forgetAllButChoice } from './keep'
import { onDevice } from './kept-values'
import { alone, listenForNews, whenThawed } from './live'
import type { StoreNews } from './opening'
import { Replica, type Touched } from './replica'
import { type StoreName, storeNames } from './store'
import { askForSyncHint, onSyncHint } from './sync-hint'
import { joinTabs, tellPersonChanged, tellStores } from './tabs'

/** The name of the replica in this browser. */
const storeName = 'trackthatmoney'

/** In milliseconds: what correctness rests on where no news come through. */
const pollEvery = 45_000
/** In milliseconds: a browser may close the database without a word, and what is said of it must be so. */
const lookEvery = 5000

const refusedStorage =
  'This browser does not let TrackThatMoney keep data here. That happens in some private windows, when site data is blocked, or when the disk is full.'

const storeWords: Record<Exclude<StoreNews, 'open'>, string> = {
  closed: 'Nothing can be saved on this device just now. Trying again by itself.',
  outdated: 'A newer version of TrackThatMoney is open in another tab.',
  waiting:
    'An older version of TrackThatMoney is open in another tab. Close it, and this one goes on by itself.',
}

type Listener = (stores: ReadonlySet<StoreName>) => void
type Running = { replica: Replica; engine: Engine }

const listeners = new Set<Listener>()
let started: Promise<Running> | undefined
let state: EngineState = { kind: 'starting' }
let bar: Bar | undefined
/** Set once this page has only to go. */
let over = false
/** Whether a sign was asked for since the server was last reached. */
let hintAsked = false

/** This browser's replica and engine, started at the first call, and at the next one where that did not go. */
export function device(): Promise<Running> {
  started ??= start().catch((error) => {
    started = undefined
    if (!over) setState({ kind: 'stopped', code: 'storage', message: refusedStorage })
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
  if (over || !onDevice.isThere()) throw new Error('Nothing can be kept here.')
  let kick = () => {}
  const onTouched = (touched: Touched) => {
    const stores = storesOf(touched)
    tell(stores)
    tellStores([...stores])
  }
  const hearOfStore = (news: StoreNews) => {
    if (news === 'outdated') over = true
    if (news !== 'open') {
      // What bars the device says enough, and has to stay.
      if (over || !bar) setState({ kind: 'stopped', code: news, message: storeWords[news] })
      return
    }
    if (isClosed()) setState({ kind: 'starting' })
    tell(new Set(storeNames))
    kick()
  }
  const replica = await Replica.open(storeName, onTouched, { tell: hearOfStore })
  setState({ kind: 'starting' })
  const engine: Engine = new Engine(replica, {
    transport: async (request) => (await import('./transport')).sendToServer(request),
    // Hardly ever needed, so it comes late.
    recover: async (replica) => (await import('./transport')).recoverAtServer(replica),
    onState: (now) => void hear({ replica, engine }, now).catch(() => {}),
    alone,
  })
  try {
    await barUntilSettled(replica)
  } catch (error) {
    replica.store.close()
    throw error
  }
  kick = () => {
    if (!over) void engine.kick()
  }
  follow({ replica, engine }, kick)
  whenIdle(() => void replica.prepare().catch(() => {}))
  if (bar?.code !== 'left') void followServer(replica, engine).catch(() => {})
  return { replica, engine }
}

/** Follows whatever may bring news, for as long as the page lives. */
function follow({ replica, engine }: Running, kick: () => void): void {
  joinTabs((stores) => {
    tell(new Set(stores))
    // The tab that made the change may be gone before it could send it.
    void engine.kickIfWaiting().catch(() => {})
  })
  onSyncHint(kick)
  addEventListener('online', () => (bar?.code === 'left' ? location.reload() : kick()))
  const wake = () => {
    if (document.visibilityState === 'visible') kick()
  }
  document.addEventListener('visibilitychange', wake)
  // What was told while the page stood still was told to nobody.
  let began: string | undefined
  const look = async () => {
    const { account, clientId } = await replica.meta()
    if (account) began ??= clientId
    return clientId
  }
  void look().catch(() => {})
  whenThawed(async () => {
    const clientId = await look().catch(() => began)
    // Whose it is now begins under a name of their own.
    if (began !== undefined && clientId !== began) return location.reload()
    tell(new Set(storeNames))
    kick()
  })
  setInterval(() => {
    if (state.kind !== 'stopped') wake()
  }, pollEvery)
  setInterval(() => {
    if (document.visibilityState === 'visible' && !over) void look().catch(() => {})
  }, lookEvery)
}

// Nobody waits for it: screens show what is here, and more as it comes.
async function followServer(replica: Replica, engine: Engine): Promise<void> {
  const first = engine.kick()
  if (!(await replica.meta()).account) await first
  // Nobody is signed in: there is nothing to listen for, and the page leaves for the sign-in.
  if (!(await replica.meta()).account) return
  listenForNews({
    rev: async (space, rev) => {
      const { cookie } = await replica.meta().catch(() => ({ cookie: {} as Cookie }))
      if ((cookie[space]?.rev ?? -1) < rev) await engine.kick()
    },
    missed: () => void engine.kick(),
  })
}

/** Bars the device where something at its start demands it. */
async function barUntilSettled(replica: Replica): Promise<void> {
  const found = await barAtStart(replica, tellPersonChanged)
  if (found === 'sign-in') return goToSignIn('not-kept')
  bar = found
  if (bar) setState(bar)
}

/** Passes on what the engine says of itself, unless the device is barred: then only what ends that counts. */
async function hear({ replica, engine }: Running, now: EngineState): Promise<void> {
  // Where the database is closed, that is why the engine cannot go on.
  if (over || isClosed()) return
  if (now.kind === 'idle') hintAsked = false
  if (now.kind === 'offline') void hintIfWaiting(replica).catch(() => {})
  if (bar && !(await settles(bar, replica, now))) return
  bar = undefined
  // The engine has removed a replica that was somebody else's, or whose session was revoked.
  if (now.kind === 'starting') {
    forgetAllButChoice()
    tellPersonChanged()
  }
  if (
    now.kind === 'signed-out' &&
    (await replica.meta()).account &&
    now.code === 'session_revoked'
  ) {
    bar = revokedBar
    tellPersonChanged()
    return setState(bar)
  }
  setState(now)
  if (now.kind !== 'stopped' || now.code !== 'other_account') return
  bar = now as Bar
  bar = await barOther(replica, tellPersonChanged)
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
  // What is here stays barred, and only other words take the place of these.
  if (now.kind === 'stopped') {
    return now.code === 'unknown_account' || (now.code === 'other_account' && code === 'revoked')
  }
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
  tellPersonChanged()
  location.reload()
}

/**
 * Removes what this device holds and signs out; the sign-in says so by a `notice`. Where more turns out to be only
 * here than its person knows of, everything stays and the page begins anew.
 */
export async function takeLeave(
  notice: 'signed-out' | 'revoked' | 'not-kept',
  known?: number,
): Promise<void> {
  const { replica, engine } = await device()
  over = true
  engine.close()
  const out = await leave(replica, tellPersonChanged, known)
  if (out === 'unsent') return location.reload()
  if (out === 'done') return goToSignIn(notice)
  bar = out
  setState(bar)
}

function isClosed(): boolean {
  return state.kind === 'stopped' && state.code === 'closed'
}

// Never done: the page goes.
function goToSignIn(notice: string): Promise<void> {
  location.replace(`/signin?notice=${notice}`)
  return new Promise(() => {})
}

function setState(now: EngineState): void {
  // Screens that are told ask again, which would begin it anew.
  if (JSON.stringify(now) === JSON.stringify(state)) return
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
