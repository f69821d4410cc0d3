import 'fake-indexeddb/auto'
import { Replica } from '@/lib/client/replica/replica'
import { Engine, SyncProblem } from '@/lib/client/syncing/engine'
import { newId } from '@/lib/core/ids'
import type { SyncReply } from '@/lib/domain/protocol'
import { Client, newEmail } from '@/tests/api/auth-client'

/** A person at a server: their script with a token, and a device, the real replica and engine, that talks HTTP. */
export type HttpDevice = {
  script: Client
  replica: Replica
  engine: Engine
  /** Adds an expense on the device. */
  add: (note: string) => Promise<void>
}

/** Makes an account at `origin` and a device of it, after its first sync; it syncs only when it is kicked. */
export async function httpDevice(origin: string): Promise<HttpDevice> {
  const script = new Client(origin)
  const { email } = await script.register(newEmail())
  const browser = new Client(origin)
  await browser.signIn(email)
  const replica = await Replica.open(newId())
  const engine = new Engine(replica, {
    transport: async (request) => {
      const headers = { 'sec-fetch-site': 'same-origin' }
      const { status, body } = await browser.send('POST', '/api/sync', { body: request, headers })
      if (status === 200) return body as SyncReply
      throw new SyncProblem(body?.code ?? 'internal', body?.detail ?? '')
    },
    onState: () => {},
    later: () => () => {},
  })
  await engine.kick()
  const [category] = await replica.store.getAll('category')
  const walletId = category?.spaceId ?? ''
  const money = { amount: 100, currency: 'EUR', rate: null, payers: null, split: null }
  return {
    ...{ script, replica, engine },
    async add(note) {
      const fields = { ...money, date: '2026-11-23', categoryId: category?.id ?? '', note }
      await replica.mutate('expense.create', { walletId, id: newId(), fields }, note)
    },
  }
}
