import type { Command, Found, Turn } from './events'
import { bar, open } from './next'
import type { BarCode } from './states'

/**
 * Lets a person in before anything is shown: removes what belongs to somebody else, or was not to be kept, unless
 * changes in it are not sent yet.
 */
export function enter(here: Found): Turn {
  const { arrival, account, revoked, unfinished, other, keeps, goesOn } = here
  if (unfinished === 'removing') {
    const [state, commands] = enter({ ...here, unfinished: undefined, other: false })
    return [state, [{ do: 'forget', all: false }, { do: 'finish' }, ...commands]]
  }
  if (arrival === 'lost') {
    return account ? strange([], [{ do: 'noteArrival' }]) : open({ do: 'noteArrival' })
  }
  if (arrival?.userId === '') {
    const out: Command[] = [{ do: 'choose', keep: false }, { do: 'quit' }, { do: 'noteArrival' }]
    return account ? leave(false, out) : open(...out)
  }
  if (arrival) {
    const { userId, keep } = arrival
    const mine: Command[] = [{ do: 'choose', keep }, { do: 'join' }]
    if (account !== null && account !== userId) return strange(mine, [{ do: 'noteArrival' }])
    return open(
      // Whoever left may have been cut off before it, or have typed on in a page that had not heard of it; only the person who
      // had to leave finds again what they had not finished.
      ...when(unfinished !== undefined || (!account && revoked !== userId), {
        do: 'forget',
        all: true,
      }),
      ...mine,
      ...when(unfinished !== undefined, { do: 'finish' }),
      ...when(revoked !== undefined, { do: 'readmit' }, { do: 'tellPerson' }),
      { do: 'unmarkOther' },
      { do: 'noteArrival' },
    )
  }
  if (unfinished === 'leaving') return leave(true)
  if (other && account) return barred('checking', [{ do: 'count' }])
  if (account && revoked) return barred('revoked')
  if (keeps) return open()
  return goesOn ? open({ do: 'join' }) : leave(false)
}

function barred(by: BarCode, before: readonly Command[] = []): Turn {
  return [bar(by), [...before, { do: 'follow' }, { do: 'listen' }]]
}

/** Somebody else has signed in: bars the device until the server has said whose data this is. */
function strange(before: readonly Command[], after: readonly Command[]): Turn {
  // Noted before anything else, so that nothing shows whose this was, whatever happens next.
  const mark: Command[] = [{ do: 'markOther' }]
  return barred('checking', [...mark, ...before, ...after, { do: 'tellPerson' }, { do: 'count' }])
}

function leave(told: boolean, before: readonly Command[] = []): Turn {
  return [
    { is: 'leaving', notice: 'not-kept', told, from: { is: 'entering' } },
    [...before, { do: 'wipe', known: 0, leaving: true }],
  ]
}

function when(condition: boolean, ...commands: Command[]): Command[] {
  return condition ? commands : []
}
