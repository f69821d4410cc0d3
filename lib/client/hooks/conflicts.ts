'use client'

import { useMemo } from 'react'
import { deletion } from '@/lib/domain/conflicts/rules'
import type { EntityName, Row } from '@/lib/domain/entities'
import { countNeeding, type Inbox, type Question, readInbox } from '../inbox'
import { query } from '../queries'
import type { StoreName } from '../store'
import { useLive } from './live'

/** The stores that decide what is in the inbox. */
const inboxStores: readonly StoreName[] = [
  ...(['outbox', 'meta', 'conflict'] as const),
  ...(['expense', 'category', 'wallet'] as const),
]

const inbox = query('inbox', inboxStores, (replica) => readInbox(replica), { takenBack: true })

/** What waits for a person on this device. */
export function useInbox(): Inbox | undefined {
  return useLive(inbox, [])
}

/** How many things need a decision; 0 until it is known. */
export function useNeedingCount(): number {
  const found = useInbox()
  return found ? countNeeding(found) : 0
}

/** What of a wallet's expenses is in question: the expenses themselves, and the dates whose totals hang on the answers. */
export type InQuestion = { ids: ReadonlySet<string>; dates: ReadonlySet<string> }

const nothing: InQuestion = { ids: new Set(), dates: new Set() }

/** What of a wallet's expenses is in question; undefined until it is known. */
export function useInQuestion(walletId: string | undefined): InQuestion | undefined {
  const all = useInbox()?.questions
  const found =
    walletId === undefined
      ? undefined
      : all?.filter(
          ({ entity, weight, conflict }) =>
            entity === 'expense' && weight === 'decide' && conflict.spaceId === walletId,
        )
  // A list of a thousand rows is drawn anew only where the answer is another one.
  const key = JSON.stringify(
    found?.map(({ conflict, row }) => [conflict.id, row.deletedAt, datesOf(conflict, row)]),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what was found
  return useMemo(() => found && (found.length > 0 ? gather(found) : nothing), [key])
}

function gather(questions: readonly Question[]): InQuestion {
  return {
    ids: new Set(questions.map(({ conflict }) => conflict.rowId)),
    dates: new Set(questions.flatMap(({ conflict, row }) => datesOf(conflict, row))),
  }
}

/** The dates whose totals a question touches: where the expense stands, and where it might. */
function datesOf({ unit, kept }: Row<'conflict'>, row: Row<EntityName>): string[] {
  const { date } = row as Row<'expense'>
  const others = unit === 'date' ? kept.map(({ values }) => String(values.date)) : []
  return unit === deletion ? [date] : [date, ...others]
}
