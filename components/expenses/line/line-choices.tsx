'use client'

import { dayWords } from '@/components/words/date-words'
import { formatMoney } from '@/lib/core/money'
import type { LineReading } from '@/lib/core/reading/entry-line'

type Props = {
  choices: readonly LineReading[]
  onChoose: (choice: LineReading) => void
  categories: readonly { id: string; name: string }[]
  currency: string
  today: string
  locale: string
}

/** What a line may mean, each to be chosen. */
export function LineChoices({ choices, onChoose, ...props }: Props) {
  return (
    <fieldset id={lineChoicesId}>
      <legend className="text-sm text-ink-soft">
        {choices.some(({ foreign }) => foreign)
          ? `Another currency is named. Is it meant in ${props.currency}?`
          : 'Which is meant?'}
      </legend>
      <ul className="mt-1.5 flex flex-wrap gap-2">
        {choices.map((choice) => (
          <li key={JSON.stringify(choice)} className="min-w-0">
            <button
              type="button"
              onClick={() => onChoose(choice)}
              className="min-h-9 max-w-full rounded-control border border-edge bg-sheet px-3 py-1 text-left text-sm font-medium transition-colors [overflow-wrap:anywhere] hover:border-accent hover:text-accent pointer-coarse:min-h-11"
            >
              {lineWords(choice, props)}
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

/** By which the choices are found. */
export const lineChoicesId = 'line-choices'

type Words = Omit<Props, 'choices' | 'onChoose'>

/** What a line means, in a few words: "€12.50 · coffee · Yesterday". */
export function lineWords(
  { amount, note, date, categoryId }: LineReading,
  { categories, currency, today, locale }: Words,
): string {
  const parts = [
    amount === undefined ? 'No amount yet' : formatMoney(amount, currency, locale),
    note,
    dayWords(date ?? today, today, locale),
    categories.find(({ id }) => id === categoryId)?.name,
  ]
  return parts.filter(Boolean).join(' · ')
}
