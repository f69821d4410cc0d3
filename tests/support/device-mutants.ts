import type { Mutant } from './mutants.ts'

const next = 'lib/client/device/next.ts'
const enter = 'lib/client/device/enter.ts'
const engine = 'lib/client/syncing/engine.ts'

const byOneTest: Omit<Mutant, 'by'>[] = [
  {
    name: 'a tab that goes on with what is somebody else’s by now',
    slow: true,
    file: 'lib/client/replica/changing.ts',
    find: ' || meta.account.id !== person',
    put: '',
  },
  {
    name: 'an arrival that is forgotten where the page dies',
    slow: true,
    file: 'lib/client/device/rare-effects.ts',
    find: "if (asked !== null && asked !== told) return 'lost'",
    put: '',
  },
  {
    name: 'drafts that outlive a page that dies in a removal',
    file: enter,
    find: "if (unfinished === 'removing') {",
    put: "if (unfinished === 'leaving' && account) {",
  },
  {
    name: 'a device that syncs on after its person has left',
    slow: true,
    file: engine,
    find: "if (unfinished === 'leaving')",
    put: "if (unfinished === 'removing' && account)",
  },
  {
    name: 'a device that never ends the session of who has left',
    slow: true,
    file: next,
    find: "if (is === 'left') return undefined",
    put: '',
  },
  {
    name: 'a device that a failed removal leaves without an engine',
    slow: true,
    file: 'lib/client/device/next-rare.ts',
    find: "[from, from.is === 'left' ? [] : [{ do: 'renewEngine' }, { do: 'kick' }]]",
    put: '[from, []]',
  },
  {
    name: 'a device that opens again where the server does not know its person',
    slow: true,
    file: 'lib/client/device/next-rare.ts',
    find: 'return [unknown(now.message), []]',
    put: "return [{ is: 'open', engine: now }, []]",
  },
]

const planted: Omit<Mutant, 'by'>[] = [
  {
    name: 'a device that an unknown session empties',
    file: engine,
    find: 'if (over && this.#mustRevoke) await',
    put: 'if (over) await',
  },
  {
    name: 'a device that keeps everything after a revoked session',
    slow: true,
    file: engine,
    find: 'if (over && this.#mustRevoke) await this.#replica.revoke()',
    put: '',
  },
  {
    name: 'a device that another life of the server empties',
    slow: true,
    file: engine,
    find: 'await this.#replica.noteLoss()',
    put: 'await this.#replica.wipe()',
  },
  {
    name: 'a device that opens before it knows who is here',
    file: next,
    find: "is === 'opening' ? [{ is: 'entering' }, [{ do: 'look' }]] : [state, []]",
    put: "[{ is: 'open', engine: { kind: 'starting' } }, [{ do: 'look' }, { do: 'follow' }, { do: 'listen' }]]",
  },
  {
    name: 'a device that keeps what waits of the person before',
    slow: true,
    file: 'lib/client/replica/removing.ts',
    find: 'for (const name of storeNames) await',
    put: "for (const name of storeNames.filter((one) => one !== 'outbox')) await",
  },
  {
    name: 'a removal that counts nothing',
    slow: true,
    file: 'lib/client/replica/removing.ts',
    find: 'if (onlySent && (await countNotSent(transaction)) > known) return false',
    put: '',
  },
  {
    name: 'a tab that does not hear that somebody else is here',
    slow: true,
    file: next,
    find: "    case 'personChanged':\n",
    put: '',
  },
  {
    name: 'a person who arrives and finds the one before',
    file: enter,
    find: 'if (account !== null && account !== userId) return',
    put: 'if (account === userId && userId === null) return',
  },
]

/** One for each promise of a device: what may go, what must go, and who is shown what. */
export const deviceMutants: Mutant[] = [
  ...planted.map((one) => ({ ...one, by: 'device-life' as const })),
  ...byOneTest.map((one) => ({ ...one, by: 'device-mends' as const })),
]
