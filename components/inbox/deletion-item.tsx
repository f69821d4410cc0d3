'use client'

import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { authorWords } from '@/components/words/author-words'
import { instantWords } from '@/components/words/date-words'
import { unitName, valueWords } from '@/components/words/unit-words'
import { useRevisions } from '@/lib/client/hooks/revisions'
import { decide } from '@/lib/client/inbox/decide'
import type { Question, Self } from '@/lib/client/inbox/inbox'
import { entityOf, type Row } from '@/lib/domain/entities'
import type { Values } from '@/lib/domain/merge'
import { ItemFrame, Subject, useWordsContext } from './item-frame'
import { SideLine, SideLines } from './side-lines'
import { writerOf } from './sides'
import { useDeciding } from './use-deciding'

/** An expense that was deleted without having seen what was edited in it: the edits, and whether it shall come back. */
export function DeletionItem({ question, self }: { question: Question; self: Self }) {
  const context = useWordsContext(question)
  const expense = question.row as Row<'expense'>
  const revisions = useRevisions(expense)
  const { problem, run } = useDeciding()
  const words = expense.note || valueWords({ amount: expense.amount }, context)
  const isLive = expense.deletedAt === null
  const { author } = writerOf(question, self, revisions)
  const who = revisions.state === 'here' ? ` by ${authorWords(author, self)},` : ''
  const when = instantWords(expense.deletedAt ?? expense.updatedAt, context.today, context.locale)
  const many = question.conflict.kept.length === 1 ? 'this edit' : 'these edits'
  return (
    <ItemFrame about={<Subject question={question} context={context} />}>
      <p className="max-w-[65ch] text-pretty">
        {question.decided
          ? `You chose ${isLive ? 'to keep it deleted' : 'to restore it'}. Meanwhile ${isLive ? 'it was restored' : 'somebody chose to keep it deleted'}.`
          : `Deleted${who} ${when}, without knowing of ${many}:`}
      </p>
      {problem && <Notice tone="problem">{problem}</Notice>}
      {!question.decided && (
        <SideLines>
          {question.conflict.kept.map(({ values, at, ...author }) => (
            <SideLine
              key={Object.keys(values).join()}
              label={unitName('expense', unitOf(values))}
              words={valueWords(values, context)}
              author={author}
              at={at}
              self={self}
              context={context}
            />
          ))}
        </SideLines>
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        <button
          type="button"
          onClick={() =>
            void run(
              () => decide(question, 'restore', `Restore ${words}`),
              isLive ? `${words} stays` : `Restored ${words}`,
            )
          }
          className={buttonClass('secondary')}
        >
          {isLive ? 'Keep restored' : 'Restore'}
        </button>
        <button
          type="button"
          onClick={() =>
            void run(
              () => decide(question, null, isLive ? `Delete ${words}` : `Keep ${words} deleted`),
              isLive ? `Deleted ${words}` : `${words} stays deleted`,
            )
          }
          className={buttonClass('danger')}
        >
          {isLive ? 'Delete' : 'Keep deleted'}
        </button>
      </div>
    </ItemFrame>
  )
}

function unitOf(values: Values): string {
  const units = Object.entries(entityOf('expense').units)
  return units.find(([, unit]) => Object.keys(values).some((key) => key in unit.shape))?.[0] ?? ''
}
