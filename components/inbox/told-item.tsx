'use client'

import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { unitName, valueWords } from '@/components/words/unit-words'
import { useRevisions } from '@/lib/client/hooks/revisions'
import { decide } from '@/lib/client/inbox/decide'
import type { Question, Self } from '@/lib/client/inbox/inbox'
import type { Row } from '@/lib/domain/entities'
import { ItemFrame, Subject, useWordsContext } from './item-frame'
import { SideLine, SideLines } from './side-lines'
import { sidesOf } from './sides'
import { useDeciding } from './use-deciding'

/** A value of this person's that another edit replaced, where no figure hangs on it: they may put it back. */
export function ToldItem({ question, self }: { question: Question; self: Self }) {
  const context = useWordsContext(question)
  const { entity, row, conflict, present } = question
  const revisions = useRevisions(entity === 'expense' ? (row as Row<'expense'>) : undefined)
  const { problem, run } = useDeciding()
  const name = unitName(entity, conflict.unit)
  const sides = sidesOf(question, self, revisions).sort(
    (a, b) => Number(a.present) - Number(b.present),
  )
  const shown = sides.filter((side) => side.present || side.author.by === self.userId)
  return (
    <ItemFrame about={<Subject question={question} context={context} />}>
      <p className="max-w-[65ch] text-pretty">
        What you wrote was replaced by an edit that had not seen it.
      </p>
      {problem && <Notice tone="problem">{problem}</Notice>}
      <SideLines>
        {shown.map((side) => {
          const words = valueWords(side.values, context)
          return (
            <SideLine
              key={JSON.stringify(side.values)}
              label={`${name}, ${side.present ? 'now' : 'before'}`}
              words={words}
              author={side.author}
              at={side.at}
              self={self}
              context={context}
              button={
                !side.present && (
                  <button
                    type="button"
                    onClick={() =>
                      void run(
                        () => decide(question, side.values, `Put back ${words}`),
                        `Put back ${words}`,
                      )
                    }
                    className={buttonClass('secondary')}
                  >
                    Put back
                    <span className="sr-only"> {words}</span>
                  </button>
                )
              }
            />
          )
        })}
      </SideLines>
      <button
        type="button"
        onClick={() =>
          void run(
            () => decide(question, present, `Leave ${valueWords(present, context)}`),
            'Left as it is',
          )
        }
        className={buttonClass('quiet', 'mt-2 -ml-3')}
      >
        Dismiss
      </button>
    </ItemFrame>
  )
}
