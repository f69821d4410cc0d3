'use client'

import { ArrowRight } from 'lucide-react'
import { actOrSay } from '@/components/commands/act'
import { takeExpenseBack } from '@/components/commands/expenses'
import { authorWords } from '@/components/words/author-words'
import { instantWords } from '@/components/words/date-words'
import { unitName, valueWords, type WordsContext } from '@/components/words/unit-words'
import type { Self } from '@/lib/client/inbox/inbox'
import { isBeforeMove, type Revision, stateAt } from '@/lib/client/reads/revisions'
import type { Row } from '@/lib/domain/entities'
import { changed } from '@/lib/domain/merge'

type Props = {
  expense: Row<'expense'>
  revisions: readonly Revision[]
  index: number
  self: Self
  /** What is needed to say values as they were in a wallet. */
  wordsIn: (walletId: string) => WordsContext
  wallets: readonly Row<'wallet'>[]
}

const kinds = { create: 'Added', update: 'Changed', delete: 'Deleted', restore: 'Restored' }

/**
 * One thing that happened to an expense, and the way back to what it was then, where that differs from now. What it was
 * in another wallet is only told, and so is all of one that is in the trash.
 */
export function RevisionStep({ expense, revisions, index, self, wordsIn, wallets }: Props) {
  const revision = revisions[index]
  if (!revision) return null
  const { kind, by, byName: name, client, device: label, via, at, walletId, movedFrom } = revision
  const who = authorWords({ by, name, client, label, via }, self)
  const context = wordsIn(walletId)
  const when = instantWords(at, context.today, context.locale)
  const left = movedFrom && wallets.find(({ id }) => id === movedFrom.walletId)?.name
  const happened = movedFrom ? `Moved from ${left ?? 'another wallet'}` : kinds[kind]
  const units = kind === 'delete' ? [] : unitsOf(revisions, index, wordsIn)
  const isOver = expense.deletedAt !== null || isBeforeMove(revisions, index)
  const back = isOver ? {} : changed(expense, valuesAt(revisions, index))
  return (
    <li className="border-t border-line py-3 text-sm">
      <p className="text-ink-soft">
        {happened} by {who}, {when}
      </p>
      {units.length > 0 && (
        <dl className="mt-1.5 space-y-1">
          {units.map(({ unit, from, to }) => (
            <div key={unit} className="grid grid-cols-[5rem_minmax(0,1fr)] gap-2">
              <dt className="text-ink-soft">{unitName('expense', unit)}</dt>
              <dd className="tabular-nums [overflow-wrap:anywhere]">
                {from !== undefined && (
                  <>
                    <bdi className="text-ink-soft">{from}</bdi>
                    <ArrowRight
                      size={14}
                      strokeWidth={1.75}
                      className="mx-1.5 inline-block align-[-0.15em] text-ink-soft"
                    />
                    <span className="sr-only"> to </span>
                  </>
                )}
                <bdi>{to}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {kind !== 'delete' && Object.keys(back).length > 0 && (
        <button
          type="button"
          onClick={() => void actOrSay(takeExpenseBack(expense, back, when))}
          className="-mb-2 min-h-11 rounded-control font-medium text-accent underline decoration-1 underline-offset-4 transition-colors hover:text-accent-strong"
        >
          Go back to this
        </button>
      )}
    </li>
  )
}

type UnitWords = { unit: string; from: string | undefined; to: string }

/** What a step says of each unit; a move brings all of it along, of which what became different is told. */
function unitsOf(
  revisions: readonly Revision[],
  index: number,
  wordsIn: Props['wordsIn'],
): UnitWords[] {
  const { walletId, movedFrom, changes } = revisions[index] as Revision
  const before = movedFrom && stateAt(revisions, index - 1)
  const then = wordsIn(movedFrom?.walletId ?? walletId)
  return Object.entries(changes)
    .map(([unit, change]) => {
      const from = before?.[unit] ?? change.from
      return {
        unit,
        from: Object.keys(from).length > 0 ? valueWords(from, then) : undefined,
        to: valueWords(change.to, wordsIn(walletId)),
      }
    })
    .filter(({ from, to }) => !movedFrom || from !== to)
}

/** What an expense was after a step, in one. */
function valuesAt(revisions: readonly Revision[], index: number): Partial<Row<'expense'>> {
  return Object.assign({}, ...Object.values(stateAt(revisions, index)))
}
