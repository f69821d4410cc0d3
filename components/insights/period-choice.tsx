import { ChevronLeft, ChevronRight, type LucideIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { Days } from '@/lib/core/dates'
import { kinds, rangeProblem, type Shown } from './insights-address'
import type { Spans } from './spans'

type Props = {
  shown: Shown
  spans: Pick<Spans, 'period' | 'earlier' | 'later'>
  /** What the period is called. */
  name: string
  today: string
  onShow: (shown: Partial<Shown>) => void
}

/** Which period is shown: its kind, and the way to the ones before and after it. */
export function PeriodChoice({ shown, spans, name, today, onShow }: Props) {
  const { period, earlier, later } = spans
  const isRange = shown.kind === 'range'
  const dateIn = ({ from, to }: Days) => (from <= today && today <= to ? today : to)
  const step = (days: Days) => onShow(isRange ? { range: days } : { on: dateIn(days) })
  const choose = (kind: string) =>
    onShow({
      kind: kind as Shown['kind'],
      // Other dates begin with those that were on show.
      ...(kind === 'range' && { range: period }),
      ...(isRange && { on: dateIn(period) }),
    })
  return (
    <div className="pt-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <SelectField
          id="insights-by"
          label="Period"
          bare
          className="w-36 print:hidden"
          value={shown.kind}
          options={kinds}
          onChange={choose}
        />
        <div className="flex min-w-0 items-center gap-1">
          <Step label="Period before" icon={ChevronLeft} onStep={() => step(earlier)} />
          <p aria-live="polite" className="min-w-0 font-medium [overflow-wrap:anywhere]">
            {name}
          </p>
          <Step
            label="Period after"
            icon={ChevronRight}
            disabled={period.to >= today}
            onStep={() => step(later)}
          />
        </div>
      </div>
      {isRange && <RangeFields days={period} onDays={(range) => onShow({ range })} />}
    </div>
  )
}

/** The two dates of a range: shown as soon as they are one, and until then why they are not. */
function RangeFields({ days, onDays }: { days: Days; onDays: (days: Days) => void }) {
  const [typed, setTyped] = useState(days)
  const { from, to } = days
  useEffect(() => setTyped({ from, to }), [from, to])
  const type = (part: Partial<Days>) => {
    const next = { ...typed, ...part }
    setTyped(next)
    if (rangeProblem(next) === undefined) onDays(next)
  }
  const problem = rangeProblem(typed)
  return (
    <div className="grid max-w-sm grid-cols-[repeat(auto-fit,minmax(10rem,1fr))] gap-3 pt-3 print:hidden">
      <TextField
        name="from"
        label="First day"
        type="date"
        bare
        value={typed.from}
        error={problem?.from}
        onChange={(event) => type({ from: event.target.value })}
      />
      <TextField
        name="to"
        label="Last day"
        type="date"
        bare
        value={typed.to}
        error={problem?.to}
        onChange={(event) => type({ to: event.target.value })}
      />
    </div>
  )
}

type StepProps = { label: string; icon: LucideIcon; disabled?: boolean; onStep: () => void }

function Step({ label, icon: Icon, disabled = false, onStep }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onStep}
      className="grid size-11 flex-none place-items-center rounded-control text-ink-soft transition-colors hover:text-ink disabled:opacity-40 rtl:-scale-x-100 print:hidden"
    >
      <Icon size={20} strokeWidth={1.75} />
    </button>
  )
}
