import { ChevronLeft, ChevronRight, type LucideIcon } from 'lucide-react'
import { SelectField } from '@/components/ui/select-field'
import { addDays, type Days } from '@/lib/core/dates'
import type { PeriodKind } from '@/lib/domain/summaries/periods'
import { kinds, type Shown } from './insights-address'

type Props = {
  shown: Shown
  period: Days
  /** What the period is called. */
  name: string
  today: string
  onShow: (shown: Partial<Shown>) => void
}

/** Which period is shown: its kind, and the way to the ones before and after it. */
export function PeriodChoice({ shown, period, name, today, onShow }: Props) {
  const step = (on: string) => onShow({ on })
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pt-4">
      <SelectField
        id="insights-by"
        label="Period"
        bare
        className="w-34"
        value={shown.kind}
        options={kinds}
        onChange={(kind) => onShow({ kind: kind as PeriodKind })}
      />
      <div className="flex min-w-0 items-center gap-1">
        <Step
          label="Period before"
          icon={ChevronLeft}
          onStep={() => step(addDays(period.from, -1))}
        />
        <p aria-live="polite" className="min-w-0 truncate font-medium">
          {name}
        </p>
        <Step
          label="Period after"
          icon={ChevronRight}
          disabled={period.to >= today}
          onStep={() => step(addDays(period.to, 1))}
        />
      </div>
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
      className="grid size-11 flex-none place-items-center rounded-control text-ink-soft transition-colors hover:text-ink disabled:opacity-40"
    >
      <Icon size={20} strokeWidth={1.75} />
    </button>
  )
}
