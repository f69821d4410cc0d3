'use client'

import { useState } from 'react'
import { useHere } from '@/components/parts/here'
import { buttonClass } from '@/components/ui/button-class'
import { Money } from '@/components/ui/money'
import { Notice } from '@/components/ui/notice'
import { calendarWords } from '@/components/words/date-words'
import { useLive } from '@/lib/client/hooks/live'
import { deleteAgain, downloadAside, expensesAside, letGo } from '@/lib/client/inbox/aside-rows'
import { query } from '@/lib/client/reads/queries'
import type { Aside } from '@/lib/client/replica/store'
import { AskedActions } from './asked-actions'
import { ItemFrame } from './item-frame'
import { useDeciding } from './use-deciding'

type Props = { aside: Aside }

/** What a restore of the server has left on this device alone: a lost wallet, or whether a deleted one shall stay. */
export function AsideItem({ aside }: Props) {
  return (
    <ItemFrame
      about={
        <>
          <p className="font-medium [overflow-wrap:anywhere]">{aside.name}</p>
          {aside.kind === 'lost' && (
            <p className="text-sm text-ink-soft">
              {aside.count === 1 ? '1 expense' : `${aside.count} expenses`} · {aside.currency}
            </p>
          )}
        </>
      }
    >
      {aside.kind === 'lost' ? <Lost aside={aside} /> : <Deleted aside={aside} />}
    </ItemFrame>
  )
}

function Lost({ aside }: Props) {
  const { today = '', locale } = useHere()
  const [shown, setShown] = useState(false)
  const { problem, run } = useDeciding()
  const until = calendarWords(aside.until.slice(0, 10), today, locale)
  return (
    <>
      <p className="max-w-[65ch] text-pretty">
        The server was put back to an older copy, which does not have this wallet as yours. What
        this device knows of it is kept here, to read and to export, until {until}.
      </p>
      {problem && <Notice tone="problem">{problem}</Notice>}
      {shown && <Expenses aside={aside} />}
      <AskedActions
        ask="Remove"
        question="It may be nowhere else. Remove it for good?"
        confirm="Remove for good"
        onConfirm={() => void run(() => letGo(aside), 'Removed')}
      >
        <button
          type="button"
          onClick={() => void run(() => downloadAside(aside, 'csv'), 'Exported as a file', true)}
          className={buttonClass('secondary')}
        >
          Export CSV
        </button>
        <button
          type="button"
          onClick={() => void run(() => downloadAside(aside, 'json'), 'Exported as a file', true)}
          className={buttonClass('secondary')}
        >
          Export JSON
        </button>
        <button
          type="button"
          aria-expanded={shown}
          onClick={() => setShown(!shown)}
          className={buttonClass('secondary')}
        >
          {shown ? 'Hide expenses' : 'Show expenses'}
        </button>
      </AskedActions>
    </>
  )
}

/** How many are shown; the export has all. */
const most = 200

const asideExpenses = query(
  'aside',
  ['aside'],
  (replica, aside: Props['aside']) => expensesAside(replica, aside),
  { keyOf: ([{ until, spaceId }]) => `${until} ${spaceId}` },
)

function Expenses({ aside }: Props) {
  const { today = '', locale } = useHere()
  const found = useLive(asideExpenses, [aside])
  return (
    <div className="mt-4 border-t border-line">
      {found?.slice(0, most).map(({ id, date, note, category, amount, currency }) => (
        <p key={id} className="flex justify-between gap-4 border-b border-line py-2">
          <span dir="auto" className="min-w-0 [overflow-wrap:anywhere]">
            {calendarWords(date, today, locale)} · {note || category}
          </span>
          <Money value={{ amount, currency }} locale={locale} />
        </p>
      ))}
      {found && found.length > most && (
        <p className="py-2 text-sm text-ink-soft">And {found.length - most} more in the export.</p>
      )}
    </div>
  )
}

function Deleted({ aside }: Props) {
  const { problem, run } = useDeciding()
  return (
    <>
      <p className="max-w-[65ch] text-pretty">
        This wallet was deleted before the server was put back to an older copy, and somebody has
        written into it since. Shall it be deleted again, with what is in it?
      </p>
      {problem && <Notice tone="problem">{problem}</Notice>}
      <div className="mt-4 flex flex-wrap gap-3">
        <button
          type="button"
          onClick={() => void run(() => letGo(aside), 'Kept')}
          className={buttonClass('secondary')}
        >
          Keep the wallet
        </button>
        <button
          type="button"
          onClick={() => void run(() => deleteAgain(aside), 'Deleted')}
          className={buttonClass('danger')}
        >
          Delete it again
        </button>
      </div>
    </>
  )
}
