'use client'

import { useHere } from '@/components/parts/here'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { instantWords } from '@/components/words/date-words'
import { whyRefused } from '@/components/words/refusal-words'
import { discard, downloadNotSent, sendAgain } from '@/lib/client/inbox/not-sent'
import type { Entry } from '@/lib/client/replica/store'
import { AskedActions } from './asked-actions'
import { ItemFrame } from './item-frame'
import { useDeciding } from './use-deciding'

/** A change that the server did not take: what it was and why, to be sent again, taken along as a file, or let go. */
export function NotSentItem({ entry }: { entry: Entry }) {
  const { today = '', locale } = useHere()
  const { problem, run } = useDeciding()
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
      <AskedActions
        ask="Discard"
        question="It is nowhere else. Discard it for good?"
        confirm="Discard for good"
        onConfirm={() => void run(() => discard(n), 'Discarded')}
      >
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
      </AskedActions>
    </ItemFrame>
  )
}

function why(refusal: Entry['refusal']): string {
  if (!refusal) return 'The server did not take it.'
  return refusal.code === 'later'
    ? `The server could not take it after several tries. ${whyRefused(refusal)}`
    : `The server did not take it. ${whyRefused(refusal)}`
}
