import type { Arrival } from '@/lib/client/page/arrival'
import type { StoreNews } from '@/lib/client/replica/opening'
import type { Meta } from '@/lib/client/replica/store'
import type { EngineState } from '@/lib/client/syncing/engine'
import type { DeviceState, Notice } from './states'

/** What a device finds as it opens, of itself, of this browser and of whoever is here. */
export type Found = {
  /** `lost`: the server has told who arrived, and that was never decided here. */
  arrival: Arrival | 'lost' | undefined
  /** Whose data it holds, by id. */
  account: string | null
  revoked: string | undefined
  unfinished: Meta['unfinished']
  /** Whether it is noted that somebody else may be signed in. */
  other: boolean
  /** Whether data may stay here when the browser is closed. */
  keeps: boolean
  /** Whether the browser session in which the person signed in goes on. */
  goesOn: boolean
}

/** What happens to a device. */
export type DeviceEvent =
  | { is: 'asked' | 'opened' }
  | { is: 'found'; here: Found }
  | { is: 'store'; news: StoreNews }
  /** `holds`: whether the device holds somebody's data. */
  | { is: 'engine'; now: EngineState; holds: boolean }
  | { is: 'counted'; notSent: number }
  | { is: 'wiped' }
  /** Nothing was removed, as more would be lost than its person knows of; `known` where it was noted that somebody else is here. */
  | { is: 'unsent'; known: boolean }
  | { is: 'ended' | 'notEnded' | 'finished' }
  /** Somebody has signed in since the device was left. */
  | { is: 'arrived' }
  /** The page is seen again, or there may be a network; or only some time has gone by. */
  | { is: 'woken' | 'polled' }
  /** The page stood still for a while; or only some time has gone by. */
  | { is: 'thawed' | 'looked'; strange: boolean }
  /** Another tab says that somebody else is here. */
  | { is: 'personChanged' }
  | { is: 'leave'; notice: Notice; known: number }
  | { is: 'remove' }
  | { is: 'failed' }

/** What a device is to do; each is done before the next one begins. */
export type Command =
  | { do: 'open' | 'look' | 'shut' }
  /** Begins to hear of what may bring news: from the page and the other tabs; from the server. */
  | { do: 'follow' | 'listen' }
  | { do: 'kick' | 'closeEngine' | 'renewEngine' }
  | { do: 'count' | 'makeRoom' | 'readmit' }
  /** Notes, on this device, that somebody else may be signed in; fails where the browser does not note it. */
  | { do: 'markOther' | 'unmarkOther' }
  | { do: 'choose'; keep: boolean }
  | { do: 'join' | 'quit' }
  /** What arrived is dealt with. */
  | { do: 'noteArrival' }
  /** Removes everything, if no more than `known` is only here; without it, all the same. */
  | { do: 'wipe'; known?: number; leaving: boolean }
  /** Removes what pages keep beside the replica; `all`: also the choice and that the tab belongs to a session. */
  | { do: 'forget'; all: boolean }
  /** The removal is over. */
  | { do: 'finish' }
  /** `again`: unless somebody has signed in since. */
  | { do: 'endSession'; again: boolean }
  | { do: 'forgetPages' }
  /** Makes other tabs begin anew. */
  | { do: 'tellPerson' }
  /** Makes this tab's screens read again. */
  | { do: 'tellScreens' }
  | { do: 'reload' }
  | { do: 'signIn'; notice: Notice }

/** The state after an event, and what is to be done for it. */
export type Turn = readonly [DeviceState, readonly Command[]]
