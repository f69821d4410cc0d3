'use client'

import { type ReactNode, useId, useState } from 'react'
import { ScreenFrame } from '@/components/parts/screen/screen-frame'
import { buttonClass } from '@/components/ui/button-class'
import { LedgerLines } from '@/components/ui/ledger-lines'
import { useInbox } from '@/lib/client/hooks/conflicts'
import { deletion } from '@/lib/domain/conflicts/rules'
import { AsideItem } from './aside-item'
import { ChoiceItem } from './choice-item'
import { DeletionItem } from './deletion-item'
import { NotSentItem } from './not-sent-item'
import { ToldItem } from './told-item'

/** What needs this person: figures that compete, changes that were not taken, and values of theirs that others replaced. */
export function InboxScreen() {
  const inbox = useInbox()
  if (!inbox) {
    return (
      <ScreenFrame title="Inbox">
        <Places />
      </ScreenFrame>
    )
  }
  const { questions, notSent, aside, self } = inbox
  const decide = questions.filter(({ weight }) => weight === 'decide')
  const told = questions.filter(({ weight }) => weight === 'tell')
  const empty = questions.length + notSent.length + aside.length === 0
  return (
    <ScreenFrame title="Inbox">
      {decide.length > 0 && (
        <Part title="To decide">
          {decide.map((question) =>
            question.conflict.unit === deletion ? (
              <DeletionItem key={question.conflict.id} question={question} self={self} />
            ) : (
              <ChoiceItem key={question.conflict.id} question={question} self={self} />
            ),
          )}
        </Part>
      )}
      {notSent.length > 0 && (
        <Part title="Not sent">
          {notSent.map((entry) => (
            <NotSentItem key={entry.n} entry={entry} />
          ))}
        </Part>
      )}
      {aside.length > 0 && (
        <Part title="Set aside">
          {aside.map((one) => (
            <AsideItem key={`${one.until} ${one.spaceId}`} aside={one} />
          ))}
        </Part>
      )}
      {told.length > 0 && (
        <Part title="Replaced meanwhile">
          {told.map((question) => (
            <ToldItem key={question.conflict.id} question={question} self={self} />
          ))}
        </Part>
      )}
      {empty && <Empty />}
    </ScreenFrame>
  )
}

/** How many are shown at once: each asks the server who wrote what. */
const page = 30

function Part({ title, children }: { title: string; children: readonly ReactNode[] }) {
  const id = useId()
  const [most, setMost] = useState(page)
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="border-b border-line pt-6 pb-2 text-sm font-medium text-ink-soft">
        {title}
      </h2>
      <ul aria-labelledby={id}>{children.slice(0, most)}</ul>
      {children.length > most && (
        <button
          type="button"
          onClick={() => setMost(most + page)}
          className={buttonClass('secondary', 'mt-6')}
        >
          Show more
        </button>
      )}
    </section>
  )
}

function Empty() {
  return (
    <div className="relative min-h-112 overflow-hidden">
      <LedgerLines />
      <p className="relative flex min-h-14 items-center text-lg font-medium">
        Nothing needs your attention
      </p>
      <p className="relative flex min-h-14 items-center text-pretty text-ink-soft">
        Where devices disagree, you choose here.
      </p>
    </div>
  )
}

/** The shape of an inbox that is being read. */
function Places() {
  return (
    <div aria-hidden="true">
      <div className="border-b border-line pt-6 pb-2">
        <LinePlace height="h-5" width="w-20" />
      </div>
      <div className="grid gap-x-10 gap-y-4 border-b border-line py-6 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <div className="flex items-start gap-3">
          <span className="size-10 flex-none rounded-full bg-line" />
          <div>
            <LinePlace height="h-6" width="w-24" />
            <LinePlace height="h-5" width="w-40" />
          </div>
        </div>
        <div>
          <LinePlace height="h-6" width="w-64" />
          <div className="mt-3 border-t border-line">
            <div className="border-b border-line py-3">
              <LinePlace height="h-11" width="w-48" />
            </div>
            <div className="pt-3">
              <LinePlace height="h-11" width="w-48" />
            </div>
          </div>
        </div>
      </div>
    </div>
  )
}

function LinePlace({ height, width }: { height: string; width: string }) {
  return (
    <div className={`flex items-center ${height}`}>
      <span className={`h-3 max-w-full rounded-full bg-line ${width}`} />
    </div>
  )
}
