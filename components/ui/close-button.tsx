import { X } from 'lucide-react'

type Props = { label?: string; onClick: () => void }

/** The cross that takes something away. */
export function CloseButton({ label = 'Close', onClick }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="grid size-11 flex-none place-items-center rounded-control text-ink-soft transition-colors hover:text-ink"
    >
      <X size={20} strokeWidth={1.75} />
    </button>
  )
}
