import type { Arrival } from '@/lib/client/page/arrival'
import type { KeptValues } from '@/lib/client/page/kept-values'
import type { Around } from './around'
import type { Running } from './effects'
import type { Command, DeviceEvent } from './events'
import { hasNews, joinSession, keys } from './keeping'

/** What a rare thing is done with. */
export type Hands = {
  around: Around
  running: Running
  /** Whose data this tab began with, by id. */
  person: string | undefined
}

/** Does what hardly any page ever does, as `Effects.perform` does the rest. */
export async function performRare(
  command: Command,
  { around, running, person }: Hands,
): Promise<DeviceEvent | undefined> {
  const { onDevice, inTab } = around
  const { replica } = running
  switch (command.do) {
    case 'count':
      return { is: 'counted', notSent: await replica.countNotSent() }
    case 'makeRoom':
    case 'wipe': {
      const { known, leaving } = command.do === 'wipe' ? command : { known: 0, leaving: false }
      const isKnown = onDevice.read(keys.other) !== null
      const how = { onlySent: known !== undefined, known: known ?? 0, of: person, leaving }
      return (await replica.wipe(how)) ? { is: 'wiped' } : { is: 'unsent', known: isKnown }
    }
    case 'endSession':
      return endSession(command.again, around, running)
    case 'readmit':
      await replica.readmit()
      break
    case 'finish':
      // Where it cannot be noted the next start does it once more.
      await replica.finish().catch(() => {})
      return { is: 'finished' }
    case 'forget':
      inTab.forgetAll(command.all ? [] : [keys.session])
      onDevice.forgetAll([keys.heard, keys.asked, ...(command.all ? [] : [keys.choice])])
      if (!command.all) joinSession(around)
      break
    case 'markOther':
      note(onDevice, keys.other, 'yes')
      break
    case 'unmarkOther':
      onDevice.forget(keys.other)
      break
    case 'choose':
      if (command.keep) onDevice.forget(keys.choice)
      else note(onDevice, keys.choice, 'yes')
      break
    case 'quit':
      inTab.forget(keys.session)
      break
    case 'noteArrival':
      noteHeard(around)
      onDevice.forget(keys.asked)
      break
    case 'forgetPages':
      await around.forgetPages().catch(() => {})
      break
    case 'signIn':
      around.location.signIn(command.notice)
  }
  return undefined
}

/**
 * What the sign-in left for this browser; undefined where nobody signed in since the last start, and where the server
 * cannot be asked now: then it tells by its next answer who is signed in. Once it has told, it tells no more: until that
 * is decided it is lost where the page goes. Throws where the browser does not note that.
 */
export async function takeArrival(around: Around): Promise<Arrival | 'lost' | undefined> {
  const { arrivalCookies, hearArrival, onDevice } = around
  const told = arrivalCookies()
  const asked = onDevice.read(keys.asked)
  if (asked !== null && asked !== told) return 'lost'
  note(onDevice, keys.asked, told)
  const arrival = await hearArrival()
  if (arrival === null && arrivalCookies() !== told) return 'lost'
  // The server has taken its own away; a neighbour's stays for its own app.
  if (arrival !== null) noteHeard(around)
  if (!arrival) onDevice.forget(keys.asked)
  return arrival ?? undefined
}

async function endSession(
  again: boolean,
  around: Around,
  { replica }: Running,
): Promise<DeviceEvent> {
  // Somebody may have signed in since, in another tab.
  const isOver = again && (hasNews(around) || (await replica.meta()).unfinished !== 'leaving')
  if (isOver) return { is: 'arrived' }
  try {
    await around.endSession()
    return { is: 'ended' }
  } catch {
    return { is: 'notEnded' }
  }
}

/**
 * What is still there of what has been asked about: who has come since is news. Where that is nothing, nothing is noted, as
 * after a sign-out nothing is to be left.
 */
function noteHeard({ arrivalCookies, onDevice }: Around): void {
  const known = [keys.asked, keys.heard].flatMap((key) => (onDevice.read(key) ?? '').split(';'))
  const told = arrivalCookies()
    .split(';')
    .filter((one) => known.includes(one))
    .join(';')
  if (told) onDevice.keep(keys.heard, told)
  else onDevice.forget(keys.heard)
}

function note(values: KeptValues, key: string, text: string): void {
  if (!values.keep(key, text)) throw new Error('The browser does not note it.')
}
