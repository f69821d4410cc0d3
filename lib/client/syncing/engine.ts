import { untilLoaded } from '@/lib/client/page/build-files'
import type { Replica, ToSend } from '@/lib/client/replica/replica'
import type { Entry } from '@/lib/client/replica/store'
import type { HeldSpaces } from '@/lib/domain/held'
import type { Ack, SyncReply, SyncRequest } from '@/lib/domain/protocol'
import { mostMutations, protocolVersion } from '@/lib/domain/protocol-numbers'

/**
 * How a device talks to the server; throws SyncProblem for what the server refuses, NotOurs where something in front of it
 * answers, anything else where it cannot be reached.
 */
export type Transport = (request: SyncRequest) => Promise<SyncReply>

/** A whole request that the server refused, by the code of its problem. */
export class SyncProblem extends Error {
  override readonly name = 'SyncProblem'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * How syncing stands: `offline` is tried again by itself, `stopped` and `signed-out` need a person. `front` says what something
 * before the server wants of one.
 */
export type EngineState =
  | { kind: 'starting' | 'idle' | 'busy' }
  | { kind: 'offline'; front?: string }
  | { kind: 'signed-out' | 'stopped'; code: string; message: string }

type Options = {
  transport: Transport
  onState: (state: EngineState) => void
  /** Brings what a restored server has lost back to it. */
  recover?: (replica: Replica) => Promise<void>
  /** Runs work while no other tab of this device runs its own. */
  alone?: <T>(work: () => Promise<T>) => Promise<T>
  /** Runs work after some milliseconds; answers how to call it off. */
  later?: (work: () => void, ms: number) => () => void
}

/** A request that is on its way. */
type Sending = { request: SyncRequest; reply: Promise<SyncReply> }

const largestBatch = 400_000
const longestWait = 60_000
/** The code of a stop where what is here is another person's by now than who the page is of. */
export const notTheirs = 'not_theirs'
/** Codes that the server may take back by itself. */
const passing = new Set(['unavailable', 'internal', 'too_many'])

/** Brings what waits to the server and what is new from it, until there is nothing left of either. */
export class Engine {
  readonly #replica: Replica
  readonly #options: Options
  #running: Promise<void> | undefined
  #again = false
  #failures = 0
  #callOff = () => {}
  #state: EngineState = { kind: 'starting' }
  #closed = false
  /** Set where the device has not let go yet of whose session was ended: soon the server only knows it no more. */
  #mustRevoke = false
  /** Made once something is held up, which is hardly ever. */
  #held: HeldSpaces | undefined

  constructor(replica: Replica, options: Options) {
    this.#replica = replica
    this.#options = options
  }

  get state(): EngineState {
    return this.#state
  }

  /**
   * Syncs now; a call while one is under way makes it look once more before it ends. What is known `toSend` is on its way
   * before anything else happens. Never rejects.
   */
  kick(toSend?: ToSend): Promise<void> {
    if (this.#closed) return Promise.resolve()
    this.#callOff()
    this.#again = true
    this.#running ??= this.#run(toSend).finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  /** As `kick`, only where changes wait to be sent. */
  async kickIfWaiting(): Promise<void> {
    const waiting = await this.#replica.outbox()
    if (waiting.some(({ state }) => state === 'queued')) await this.kick()
  }

  /** Resolves once nothing is under way. */
  async quiet(): Promise<void> {
    await this.#running
  }

  /** Makes no more attempts. */
  close(): void {
    this.#closed = true
    this.#callOff()
  }

  async #run(toSend: ToSend | undefined): Promise<void> {
    const { alone = (work) => work() } = this.#options
    this.#held?.clear()
    try {
      let sent = toSend && this.#send(toSend)
      // Whoever waits for it hears of it.
      sent?.reply.catch(() => {})
      while (this.#again && !this.#closed) {
        this.#again = false
        await alone(async () => {
          for (let more = true; more && !this.#closed; sent = undefined) {
            more = await this.#exchangeOrRecover(sent)
          }
        })
      }
      const isHeldUp = this.#held !== undefined && this.#held.size > 0
      this.#failures = isHeldUp ? this.#failures + 1 : 0
      this.#mustRevoke = false
      this.#set({ kind: 'idle' })
      if (isHeldUp) this.#retry()
    } catch (error) {
      this.#again = false
      await this.#fail(error)
    }
  }

  /** As `#exchange`, in whichever life the server is by now. */
  async #exchangeOrRecover(sent: Sending | undefined): Promise<boolean> {
    const { recover } = this.#options
    try {
      return await this.#exchange(sent)
    } catch (error) {
      if (!recover || !(error instanceof SyncProblem) || error.code !== 'other_epoch') throw error
      await this.#replica.noteLoss()
      await recover(this.#replica)
      return true
    }
  }

  /** One request, unless it is `sent` already, and its answer; whether there is more to do at once. */
  async #exchange(sent: Sending | undefined): Promise<boolean> {
    if (this.#state.kind === 'idle') this.#set({ kind: 'busy' })
    const { request, reply } = sent ?? this.#send(await this.#replica.toSend())
    const answer = await reply
    const isLeft = await this.#replica.receive(request, answer)
    if (!this.#isForked(answer)) await this.#holdFailed(request.mutations, answer.acks)
    // Not before: what is tried again is not known to work.
    if (this.#state.kind !== 'starting') this.#set({ kind: 'busy' })
    return answer.more || (isLeft && this.#batchOf(await this.#replica.outbox()).length > 0)
  }

  #send({ meta: { clientId, cookie, epoch, account, unfinished }, outbox }: ToSend): Sending {
    // Until the session is over it would bring back what was taken off this device.
    if (unfinished === 'leaving') throw new SyncProblem('unauthorized', 'Please sign in.')
    const { person } = this.#replica
    if (person !== undefined && account?.id !== person) {
      throw new SyncProblem(notTheirs, 'This page is not of who is here by now.')
    }
    const request: SyncRequest = {
      protocol: protocolVersion,
      epoch,
      userId: account?.id ?? null,
      clientId,
      cookie,
      mutations: this.#batchOf(outbox),
    }
    return { request, reply: this.#options.transport(request) }
  }

  /** What could not be made holds up its own spaces; what only waited goes on at once, as far as any of it can. */
  async #holdFailed(sent: SyncRequest['mutations'], acks: readonly Ack[]): Promise<void> {
    const isStuck = acks.every((ack) => 'later' in ack)
    const failed = acks.filter((ack) => 'later' in ack && (ack.tried || isStuck))
    if (failed.length === 0) return
    if (!this.#held) {
      const { HeldSpaces } = await untilLoaded(() => import('@/lib/domain/held'))
      this.#held = new HeldSpaces()
    }
    for (const { id } of failed) {
      const change = sent.find((one) => one.id === id)
      if (change) this.#held.hold(change)
    }
  }

  #batchOf(outbox: readonly Entry[]): SyncRequest['mutations'] {
    const next: SyncRequest['mutations'] = []
    let size = 0
    for (const { id, n, name, args, state } of outbox) {
      if (state !== 'queued' || this.#held?.holds({ id, name, args })) continue
      size += JSON.stringify(args).length
      if (next.length === mostMutations || (next.length > 0 && size > largestBatch)) break
      next.push({ id, n, name, args })
    }
    return next
  }

  #isForked(reply: SyncReply): boolean {
    return reply.acks.some((ack) => 'refused' in ack && ack.refused.code === 'client_forked')
  }

  async #fail(error: unknown): Promise<void> {
    if (!(error instanceof SyncProblem) || passing.has(error.code)) {
      this.#failures++
      const { name, message } = error as Error
      this.#set({ kind: 'offline', ...(name === 'NotOurs' && { front: message }) })
      this.#retry()
      return
    }
    const { code, message } = error
    const over = code === 'unauthorized' || code === 'session_revoked'
    try {
      this.#mustRevoke ||= code === 'session_revoked'
      if (over && this.#mustRevoke) await this.#replica.revoke()
      if (over) this.#mustRevoke = false
      if (code === 'other_account' && (await this.#replica.wipe({ onlySent: true }))) {
        this.#set({ kind: 'starting' })
        this.#failures++
        this.#retry()
        return
      }
    } catch {
      // A full disk, as it may be: what could not be removed is barred by the state, and goes with the next try.
      this.#failures++
      this.#retry()
    }
    this.#set({ kind: over ? 'signed-out' : 'stopped', code, message })
  }

  #retry(): void {
    if (this.#closed) return
    const wait = Math.min(longestWait, 500 * 2 ** Math.min(this.#failures, 8))
    const { later = afterTimeout } = this.#options
    this.#callOff = later(() => void this.kick(), wait * (0.5 + Math.random() / 2))
  }

  #set(state: EngineState): void {
    this.#state = state
    this.#options.onState(state)
  }
}

function afterTimeout(work: () => void, ms: number): () => void {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}
