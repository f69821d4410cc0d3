'use client'

import { ArrowRight } from 'lucide-react'
import { showToast } from '@/components/ui/toast-store'
import { type Revision, stateAt } from '@/lib/client/history'
import type { Self } from '@/lib/client/inbox'
import { mutate } from '@/lib/client/mutate'
import { type Changes, entities, type Row } from '@/lib/domain/entities'
import { pick, same, type Values } from '@/lib/domain/merge'
import { authorWords } from './author-words'
import { instantWords } from './date-words'
import { problemsOf } from './expense-values'
import { unitName, valueWords, type WordsContext } from './unit-words'

type Props = {
  expense: Row<'expense'>
  revisions: readonly Revision[]
  index: number
  self: Self
  context: WordsContext
}

const kinds = { create: 'Added', update: 'Changed', delete: 'Deleted', restore: 'Restored' }

/** One thing that happened to an expense, and the way back to what it was then, where that differs from now. */
export function HistoryStep({ expense, revisions, index, self, context }: Props) {
  const revision = revisions[index]
  if (!revision) return null
  const { kind, by, byName: name, client, device: label, via, at, changes } = revision
  const who = authorWords({ by, name, client, label, via }, self)
  const units = kind === 'delete' ? [] : Object.entries(changes)
  const back = changesTo(stateAt(revisions, index), expense)
  return (
    <li className="border-t border-line py-3 text-sm">
      <p className="text-ink-soft">
        {kinds[kind]} by {who}, {instantWords(at, context.today, context.locale)}
      </p>
      {units.length > 0 && (
        <dl className="mt-1.5 space-y-1">
          {units.map(([unit, { from, to }]) => (
            <div key={unit} className="grid grid-cols-[5rem_minmax(0,1fr)] gap-2">
              <dt className="text-ink-soft">{unitName('expense', unit)}</dt>
              <dd className="tabular-nums [overflow-wrap:anywhere]">
                {Object.keys(from).length > 0 && (
                  <>
                    <span className="text-ink-soft">{valueWords(from, context)}</span>
                    <ArrowRight
                      size={14}
                      strokeWidth={1.75}
                      className="mx-1.5 inline-block align-[-0.15em] text-ink-soft"
                    />
                    <span className="sr-only"> to </span>
                  </>
                )}
                {valueWords(to, context)}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {kind !== 'delete' && back && (
        <button
          type="button"
          onClick={() => void goBack(expense, back, at, context)}
          className="-mb-2 min-h-11 rounded-control font-medium text-accent underline decoration-1 underline-offset-4 transition-colors hover:text-accent-strong"
        >
          Go back to this
        </button>
      )}
    </li>
  )
}

/** The edit that makes an expense what it was in a state: of the units that differ, the fields that do. */
function changesTo(
  state: Record<string, Values>,
  expense: Row<'expense'>,
): Changes<'expense'> | undefined {
  const now = expense as unknown as Values
  const changes = Object.keys(entities.expense.units).flatMap((unit) => {
    const to = state[unit] ?? {}
    const fields = Object.keys(to).filter((field) => !same(to[field], now[field]))
    return fields.length > 0 ? [[unit, { from: pick(now, fields), to: pick(to, fields) }]] : []
  })
  return changes.length > 0 ? Object.fromEntries(changes) : undefined
}

async function goBack(
  { spaceId: walletId, id, note }: Row<'expense'>,
  changes: Changes<'expense'>,
  at: string,
  context: WordsContext,
) {
  const when = instantWords(at, context.today, context.locale)
  try {
    await mutate(
      'expense.update',
      { walletId, id, changes },
      `Go back to what ${note || 'an expense'} was ${when}`,
    )
    showToast(`It is again as it was ${when}`)
  } catch (error) {
    showToast(problemsOf(error).message ?? 'It could not be changed.')
  }
}
