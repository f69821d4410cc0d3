import { handOver } from '@/lib/client/page/hand-over'
import { readUnsaved } from '@/lib/client/page/unsaved'
import { isNotSent } from '@/lib/client/replica/store'
import { entityNames } from '@/lib/domain/entity-names'
import { device } from '../device'

/** Puts a change that was set aside among those that wait, and sends it. */
export async function sendAgain(n: number): Promise<void> {
  const { replica, engine } = await device()
  await replica.tryAgain(n)
  void engine.kick()
}

/** Lets go of a change that was set aside, for good. */
export async function discard(n: number): Promise<void> {
  const { replica } = await device()
  await replica.discard(n)
}

/** The changes that are not on the server, with what was set aside and what was typed and not saved, or one of them, as JSON that people can read. */
async function notSentAsText(n?: number): Promise<string> {
  const { replica } = await device()
  const { account } = await replica.meta()
  const found = (await replica.outbox()).filter(isNotSent)
  const changes = found
    .filter((entry) => n === undefined || entry.n === n)
    .map(({ at, summary, name, args, refusal }) => ({
      ...{ at, summary, name, args },
      ...(refusal && { refusal }),
    }))
  const beside = n === undefined && {
    unsaved: readUnsaved(),
    aside: await replica.store.getAll('aside'),
  }
  return JSON.stringify({ account: account?.email, changes, ...beside }, null, 2)
}

/** Hands the same to the person as a file. */
export async function downloadNotSent(n?: number): Promise<void> {
  handOver(await notSentAsText(n), 'trackthatmoney-not-sent.json')
}

/** Hands everything that this device holds to the person as a file: all rows, and what is not sent. */
export async function downloadDevice(): Promise<void> {
  const { replica } = await device()
  const rows: Record<string, unknown> = {}
  for (const name of entityNames) rows[name] = await replica.store.getAll(name)
  const notSent = JSON.parse(await notSentAsText()) as object
  handOver(JSON.stringify({ ...notSent, rows }, null, 2), 'trackthatmoney-device.json')
}
