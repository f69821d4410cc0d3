'use client'

import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { valueWords } from '@/components/words/unit-words'
import { useRevisions } from '@/lib/client/hooks/revisions'
import { decide } from '@/lib/client/inbox/decide'
import type { Question, Self } from '@/lib/client/inbox/inbox'
import type { Row } from '@/lib/domain/entities'
import { ItemFrame, Subject, useWordsContext } from './item-frame'
import { SideLine, SideLines } from './side-lines'
import { type Side, sidesOf } from './sides'
import { useDeciding } from './use-deciding'

/** Figures or dates of one expense that compete: all of them, each with whose it is, and a button to keep it. */
export function ChoiceItem({ question, self }: { question: Question; self: Self }) {
  const context = useWordsContext(question)
  const { conflict, entity } = question
  const revisions = useRevisions(
    entity === 'expense' ? (question.row as Row<'expense'>) : undefined,
  )
  const { problem, run } = useDeciding()
  const { stale, decided } = question
  const sides = sidesOf(question, self, revisions)
  const some = sides.some(({ mine }) => mine)
  const keep = (side: Side) => {
    const words = valueWords(side.values, context)
    void run(() => decide(question, side.values, `Keep ${words}`), `Kept ${words}`)
  }
  return (
    <ItemFrame about={<Subject question={question} context={context} />}>
      <p className="max-w-[65ch] text-pretty">
        {sentence(
          entity === 'limit' ? 'limits' : conflict.unit === 'date' ? 'dates' : 'amounts',
          sides.length,
        )}
      </p>
      {stale && (
        <p className="mt-1 max-w-[65ch] text-pretty text-warn">
          {decided
            ? 'You chose one, and meanwhile another one was chosen. These are both.'
            : 'The values changed after you chose. These are the present ones.'}
        </p>
      )}
      {problem && <Notice tone="problem">{problem}</Notice>}
      <SideLines>
        {sides.map((side) => {
          const words = valueWords(side.values, context)
          return (
            <SideLine
              key={JSON.stringify(side.values)}
              words={words}
              author={side.author}
              at={side.at}
              more={side.present ? 'counts now' : undefined}
              self={self}
              context={context}
              button={
                <button
                  type="button"
                  onClick={() => keep(side)}
                  className={buttonClass('secondary', 'min-w-32')}
                >
                  {!some ? 'Keep' : side.mine ? 'Keep mine' : 'Keep theirs'}
                  <span className="sr-only"> {words}</span>
                </button>
              }
            />
          )
        })}
      </SideLines>
    </ItemFrame>
  )
}

const numbers = ['', '', 'Two', 'Three', 'Four', 'Five', 'Six']

function sentence(what: 'limits' | 'dates' | 'amounts', count: number): string {
  const many = numbers[count] ?? String(count)
  return `${many} different ${what} were written down. Choose the one that is right.`
}
