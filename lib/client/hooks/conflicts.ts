'use client'

import { useMemo } from 'react'
import {
  countHeld,
  countNeeding,
  type Inbox,
  readInbox,
  renewInbox,
} from '@/lib/client/inbox/inbox'
import { query } from '@/lib/client/reads/queries'
import type { Scope } from '@/lib/client/replica/touched'
import { deletion } from '@/lib/domain/conflicts/rules'
import type { EntityName, Row } from '@/lib/domain/entities'
import { useLive } from './live'

/** What decides what is in the inbox; the rows only where something is in question. */
const inboxScopes: readonly Scope[] = [
  ...(['outbox', 'conflict', 'aside'] as const),
  ...(['expense', 'category', 'wallet', 'budget', 'limit'] as const),
  ['meta', 'account'],
]

const inbox = query(
  'inbox',
  () => inboxScopes,
  (replica) => readInbox(replica),
  { renew: renewInbox, takenBack: true },
)

/** What waits for a person on this device. */
export function useInbox(): Inbox | undefined {
  return useLive(inbox, [])
}

/** What of it is of interest to a part of a screen; one that is the same as before draws nothing anew. */
export function useOfInbox<P extends string | number | boolean | ReadonlySet<string>>(
  pick: (inbox: Inbox) => P,
): P | undefined {
  return useLive(inbox, [], { pick })
}

/** How many things need a decision; 0 until it is known. */
export function useNeedingCount(): number {
  return useOfInbox(countNeeding) ?? 0
}

/** How many things the inbox holds, what is only told among them; 0 until it is known. */
export function useHeldCount(): number {
  return useOfInbox(countHeld) ?? 0
}

/** What of a wallet's expenses is in question: the expenses themselves, and the dates whose totals hang on the answers. */
export type InQuestion = { ids: ReadonlySet<string>; dates: ReadonlySet<string> }

/** What of a wallet's expenses is in question; undefined until it is known. */
export function useInQuestion(walletId: string | undefined): InQuestion | undefined {
  const known = useInQuestionOf(walletId === undefined ? [] : [walletId])
  return walletId === undefined ? undefined : known
}

/** The same of several wallets. */
export function useInQuestionOf(walletIds: readonly string[]): InQuestion | undefined {
  const all = useOfInbox(expensesInQuestion)
  const ids = walletIds.join()
  return useMemo(() => {
    if (all === undefined) return undefined
    const wanted = new Set(ids.split(','))
    return gather((JSON.parse(all) as OnExpense[]).filter(({ walletId }) => wanted.has(walletId)))
  }, [all, ids])
}

/** A question on an expense, in the words of `InQuestion`. */
type OnExpense = { walletId: string; id: string; dates: string[] }

/** Those that are to be decided, as text, which is the same for the same ones. */
function expensesInQuestion({ questions }: Inbox): string {
  const found = questions.filter(
    ({ entity, weight }) => entity === 'expense' && weight === 'decide',
  )
  const said = found.map(
    ({ conflict, row }): OnExpense => ({
      walletId: conflict.spaceId,
      id: conflict.rowId,
      dates: datesOf(conflict, row),
    }),
  )
  return JSON.stringify(said)
}

function gather(questions: readonly OnExpense[]): InQuestion {
  return {
    ids: new Set(questions.map(({ id }) => id)),
    dates: new Set(questions.flatMap(({ dates }) => dates)),
  }
}

/** The dates whose totals a question touches: where the expense stands, and where it might. */
function datesOf({ unit, kept }: Row<'conflict'>, row: Row<EntityName>): string[] {
  const { date } = row as Row<'expense'>
  const others = unit === 'date' ? kept.map(({ values }) => String(values.date)) : []
  return unit === deletion ? [date] : [date, ...others]
}
