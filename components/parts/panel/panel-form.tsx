import type { ReactNode } from 'react'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { useProblemFocus } from '@/components/ui/use-problem-focus'
import type { FormState } from '@/lib/core/form'

type Props = {
  id: string
  problems: FormState
  onSave: () => void
  /** How far the fields stand apart. */
  className: string
  children: ReactNode
  /** Stands after the fields. */
  after?: ReactNode
}

/** A form that fills a panel, with Save at its foot; problems take the focus. */
export function PanelForm({ id, problems, onSave, className, children, after }: Props) {
  const form = useProblemFocus(problems)
  return (
    <div className="flex min-h-full flex-col">
      <form
        id={id}
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSave()
        }}
        className={`${className} px-5 pt-2 pb-6 lg:px-8`}
      >
        {problems.message && <Notice tone="problem">{problems.message}</Notice>}
        {children}
      </form>
      <div className="grow px-5 pb-6 lg:px-8">{after}</div>
      <div className="sticky bottom-0 flex gap-3 border-t border-line bg-paper px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:px-8 lg:py-4">
        <button type="submit" form={id} className={buttonClass('primary', 'flex-1')}>
          Save
        </button>
      </div>
    </div>
  )
}
