import { device } from './device'
import { isNotSent } from './keep'

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

/** The changes that are not on the server, or the one numbered `n`, as JSON that people can read. */
export async function notSentAsText(n?: number): Promise<string> {
  const { replica } = await device()
  const { account } = await replica.meta()
  const found = (await replica.outbox()).filter(isNotSent)
  const changes = found
    .filter((entry) => n === undefined || entry.n === n)
    .map(({ at, summary, name, args, refusal }) => ({
      ...{ at, summary, name, args },
      ...(refusal && { refusal }),
    }))
  return JSON.stringify({ account: account?.email, changes }, null, 2)
}

/** Hands the same to the person as a file. */
export async function downloadNotSent(n?: number): Promise<void> {
  const file = new Blob([await notSentAsText(n)], { type: 'application/json' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = 'trackthatmoney-not-sent.json'
  link.click()
  URL.revokeObjectURL(link.href)
}
