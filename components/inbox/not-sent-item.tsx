'use client'

import { useState } from 'react'
import { instantWords } from '@/components/expenses/date-words'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { useLocale, useToday } from '@/lib/client/hooks/clock'
import { discard, downloadNotSent, sendAgain } from '@/lib/client/not-sent'
import type { Entry } from '@/lib/client/store'
import { ItemFrame } from './item-frame'
import { useSettling } from './use-settling'
import { whyRefused } from './why-refused'

/** A change that the server did not take: what it was and why, to be sent again, taken along as a file, or let go. */
export function NotSentItem({ entry }: { entry: Entry }) {
  const today = useToday() ?? ''
  const locale = useLocale()
  const [asking, setAsking] = useState(false)
  const { problem, run } = useSettling()
  const { n, summary, at, refusal } = entry
  return (
    <ItemFrame
      about={
        <>
          <p className="line-clamp-3 font-medium [overflow-wrap:anywhere]">{summary}</p>
          <p className="text-sm text-ink-soft">
            Written on this device {instantWords(at, today, locale)}
          </p>
        </>
      }
    >
      <p className="max-w-[65ch] text-pretty [overflow-wrap:anywhere]">{why(refusal)}</p>
      {problem && <Notice tone="problem">{problem}</Notice>}
      {asking ? (
        <div className="mt-4 space-y-3">
          <p className="text-pretty text-danger">It is nowhere else. Discard it for good?</p>
          <div className="flex flex-wrap gap-3">
            <button
              type="button"
              // biome-ignore lint/a11y/noAutofocus: it stands where the pressed button stood
              autoFocus
              onClick={() => setAsking(false)}
              className={buttonClass('secondary')}
            >
              Keep it
            </button>
            <button
              type="button"
              onClick={() => void run(() => discard(n), 'Discarded')}
              className={buttonClass('danger')}
            >
              Discard for good
            </button>
          </div>
        </div>
      ) : (
        <div className="mt-4 flex flex-wrap gap-3">
          <button
            type="button"
            onClick={() => void run(() => sendAgain(n), 'Waiting to be sent')}
            className={buttonClass('secondary')}
          >
            Send again
          </button>
          <button
            type="button"
            onClick={() => void run(() => downloadNotSent(n), 'Exported as a file', true)}
            className={buttonClass('secondary')}
          >
            Export
          </button>
          <button type="button" onClick={() => setAsking(true)} className={buttonClass('danger')}>
            Discard
          </button>
        </div>
      )}
    </ItemFrame>
  )
}

function why(refusal: Entry['refusal']): string {
  if (!refusal) return 'The server did not take it.'
  return refusal.code === 'later'
    ? `The server could not take it after several tries. ${whyRefused(refusal)}`
    : `The server did not take it. ${whyRefused(refusal)}`
}
