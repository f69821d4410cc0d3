import { type ReactNode, useState } from 'react'
import { buttonClass } from '@/components/ui/button-class'

type Props = {
  /** What can be done besides. */
  children: ReactNode
  /** The button that lets go of it, and what is asked before. */
  ask: string
  question: string
  /** The button that answers yes. */
  confirm: string
  onConfirm: () => void
}

/** What can be done with an item, and the way to let go of it, which is asked once more. */
export function AskedActions({ children, ask, question, confirm, onConfirm }: Props) {
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <div className="mt-4 flex flex-wrap gap-3">
        {children}
        <button type="button" onClick={() => setAsking(true)} className={buttonClass('danger')}>
          {ask}
        </button>
      </div>
    )
  }
  return (
    <div className="mt-4 space-y-3">
      <p className="text-pretty text-danger">{question}</p>
      <div className="flex flex-wrap gap-3">
        <button
          type="button"
          // biome-ignore lint/a11y/noAutofocus: it stands where the pressed button stood
          autoFocus
          onClick={() => setAsking(false)}
          className={buttonClass('secondary')}
        >
          Keep it
        </button>
        <button type="button" onClick={onConfirm} className={buttonClass('danger')}>
          {confirm}
        </button>
      </div>
    </div>
  )
}
