'use client'

import { useHere } from '@/components/parts/here'
import { controlClass, Field } from '@/components/ui/field'
import { addDays, firstDate, lastDate } from '@/lib/core/dates'

type Props = {
  value: string
  onChange: (date: string) => void
  error?: string | undefined
}

/** The date: the two likely ones one tap away, any other by the browser's own calendar. */
export function DateField({ value, onChange, error }: Props) {
  const { today } = useHere()
  const likely = [
    { label: 'Today', date: today ?? '' },
    { label: 'Yesterday', date: today ? addDays(today, -1) : '' },
  ]
  return (
    <Field id="date" label="Date" error={error}>
      {(aria) => (
        <div className="flex flex-wrap gap-2">
          <input
            {...aria}
            name="date"
            type="date"
            required
            min={firstDate}
            max={lastDate}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={`${controlClass} min-w-36 flex-1`}
          />
          <div className="flex flex-wrap gap-2">
            {likely.map(({ label, date }) => (
              <button
                key={label}
                type="button"
                aria-pressed={date !== '' && value === date}
                onClick={() => date && onChange(date)}
                className="min-h-11 rounded-control border border-edge bg-sheet px-3 text-sm font-medium text-ink-soft transition-colors pointer-coarse:min-h-12 hover:border-accent hover:text-accent aria-pressed:border-accent aria-pressed:bg-accent-tint aria-pressed:text-ink"
              >
                {label}
              </button>
            ))}
          </div>
        </div>
      )}
    </Field>
  )
}
