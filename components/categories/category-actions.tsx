'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { act } from '@/components/commands/act'
import { archiveCategory, deleteCategory, separateCategory } from '@/components/commands/categories'
import { focusPanel } from '@/components/parts/panel/panel'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { expensesInWords } from '@/components/words/counted'
import { refusalWords } from '@/components/words/refusal-words'
import { foldName } from '@/lib/core/text'
import { type Category, groupsOf } from './category-groups'
import { moveBy } from './moving'
import { type UseOf, useUseOf } from './use-of-category'

type Props = {
  category: Category
  all: ReadonlyMap<string, Category>
  /** Called where the choice of what it is merged into is wanted. */
  onMerge: () => void
  onDone: () => void
}

/** What can be done with a category beside changing its looks: sort, archive, delete, merge, and take merges back. */
export function CategoryActions({ category, all, onMerge, onDone }: Props) {
  const [problem, setProblem] = useState<string>()
  const busy = useRef(false)
  const { id, name, archived } = category
  const { inUse, merged } = groupsOf(all)
  const followers = merged.get(id) ?? []
  const use = useUseOf(category, followers)
  const run = async (work: () => Promise<void>, closes = false) => {
    if (busy.current) return
    busy.current = true
    setProblem(undefined)
    try {
      await work()
      if (closes) onDone()
    } catch (error) {
      setProblem(refusalWords(error))
    } finally {
      busy.current = false
    }
  }

  return (
    <>
      {problem && <Notice tone="problem">{problem}</Notice>}
      {!archived && (
        <Place category={category} ids={inUse.map((one) => one.id)} onProblem={setProblem} />
      )}
      {followers.length > 0 && (
        <Part title="Merged into it">
          <ul>
            {followers.map((one) => (
              <li key={one.id} className="flex min-h-11 items-center justify-between gap-3">
                <span dir="auto" className="min-w-0 truncate">
                  {one.name}
                </span>
                {foldName(one.name) === foldName(name) ? (
                  <span className="flex-none text-sm text-ink-soft">the same name</span>
                ) : (
                  <button
                    type="button"
                    onClick={() =>
                      void run(async () => {
                        await act(separateCategory(one, category))
                        focusPanel()
                      })
                    }
                    className={buttonClass('quiet', '-mr-3 flex-none')}
                  >
                    Separate
                    <span className="sr-only"> {one.name}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title="Expenses" words={wordsOf(use, followers.length, archived)} isLong>
        <div className="flex flex-wrap gap-3">
          {inUse.some((one) => one.id !== id) && (
            <button type="button" onClick={onMerge} className={buttonClass('secondary')}>
              Merge into another category…
            </button>
          )}
          <button
            type="button"
            onClick={() => void run(() => act(archiveCategory(category, !archived)), true)}
            className={buttonClass('secondary')}
          >
            {archived ? 'Bring back' : 'Archive'}
          </button>
          {use && !use.used && followers.length === 0 && (
            <button
              type="button"
              onClick={() => void run(() => act(deleteCategory(category)), true)}
              className={buttonClass('danger')}
            >
              Delete
            </button>
          )}
        </div>
      </Part>
    </>
  )
}

function wordsOf(use: UseOf | undefined, followers: number, archived: boolean): string {
  if (!use) return ' '
  const { count, used } = use
  if (!used && followers === 0) {
    return archived
      ? 'No expense uses it: it can be brought back or deleted.'
      : 'No expense uses it. Archived, it is out of the forms and can come back; deleted, it is gone.'
  }
  const how =
    count === undefined
      ? 'Expenses may use it'
      : used
        ? usedBy(count)
        : 'Others were merged into it'
  if (archived) return `${how}, so it cannot be deleted. They keep it while it is archived.`
  return `${how}, so it cannot be deleted. Archived, it is out of the forms, and they keep it.`
}

function usedBy(count: number): string {
  if (count === 0) return 'Expenses in the trash use it'
  return `${expensesInWords(count)} ${count === 1 ? 'uses' : 'use'} it`
}

type PlaceProps = {
  category: Category
  ids: readonly string[]
  onProblem: (words: string) => void
}

function Place({ category, ids, onProblem }: PlaceProps) {
  const at = ids.indexOf(category.id) + 1
  const step = (by: -1 | 1) => {
    moveBy(category, by).catch((error) => onProblem(refusalWords(error)))
  }
  return (
    <Part title="Place" words={`Number ${at} of ${ids.length}.`}>
      <div className="flex flex-wrap gap-3">
        <Step by={-1} icon={ArrowUp} stuck={at === 1} onStep={step} />
        <Step by={1} icon={ArrowDown} stuck={at === ids.length} onStep={step} />
      </div>
    </Part>
  )
}

type StepProps = {
  by: -1 | 1
  icon: typeof ArrowUp
  /** Whether it cannot go farther; the button keeps its focus. */
  stuck: boolean
  onStep: (by: -1 | 1) => void
}

function Step({ by, icon: Icon, stuck, onStep }: StepProps) {
  return (
    <button
      type="button"
      aria-disabled={stuck || undefined}
      onClick={() => onStep(by)}
      className={buttonClass('secondary', 'aria-disabled:cursor-default')}
    >
      <Icon size={18} strokeWidth={1.75} />
      {by === -1 ? 'Move up' : 'Move down'}
    </button>
  )
}

type PartProps = {
  title: string
  words?: string
  /** Whether the words take two lines, whose place is kept until they are known. */
  isLong?: boolean
  children: ReactNode
}

/** One ruled part below the form. */
function Part({ title, words, isLong = false, children }: PartProps) {
  return (
    <section className="space-y-3 border-t border-line py-5">
      <h3 className="text-sm font-medium">{title}</h3>
      {words && (
        <p className={`text-sm text-pretty text-ink-soft ${isLong ? 'min-h-10' : ''}`}>{words}</p>
      )}
      {children}
    </section>
  )
}
