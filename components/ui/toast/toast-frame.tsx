import { CloseButton } from '../close-button'

type Props = {
  text: string
  action?: { label: string; run: () => void }
  /** What the cross is called. */
  dismissLabel?: string
  onDismiss: () => void
  onHold?: (held: boolean) => void
}

/** The looks of a toast: a sentence, at most one thing to do about it, and a cross. */
export function ToastFrame({ text, action, dismissLabel = 'Dismiss', onDismiss, onHold }: Props) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while someone is reading or about to press
    <div
      onPointerEnter={() => onHold?.(true)}
      onPointerLeave={() => onHold?.(false)}
      onFocus={() => onHold?.(true)}
      onBlur={() => onHold?.(false)}
      className="animate-toast pointer-events-auto flex max-w-[min(30rem,100%)] flex-wrap items-center justify-end gap-1 rounded-sheet border border-line bg-sheet py-1 pr-1 pl-4 shadow-sheet"
    >
      <p className="max-w-full min-w-min grow basis-0 py-2 pr-2 break-words">{text}</p>
      <div className="flex flex-none items-center gap-1">
        {action && (
          <button
            type="button"
            onClick={action.run}
            className="min-h-11 flex-none rounded-control px-3 font-medium text-accent transition-colors hover:bg-accent-tint"
          >
            {action.label}
          </button>
        )}
        <CloseButton label={dismissLabel} onClick={onDismiss} />
      </div>
    </div>
  )
}
