import { useEffect, useRef } from 'react'

type Props = {
  /** Notes that were used before and go on as this one begins. */
  notes: readonly string[]
  /** The category that was proposed for the note or the amount, where one was. */
  proposed: string | undefined
  onChoose: (note: string) => void
}

/** What was written before and may be meant again, and the category that is proposed. */
export function NoteProposals({ notes, proposed, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null)
  // Whoever writes the note sees what is proposed for it.
  useEffect(() => {
    const field = list.current?.closest('[data-in-view]')
    if (field?.contains(document.activeElement)) field.scrollIntoView({ block: 'nearest' })
  })
  return (
    <div ref={list} className="space-y-2">
      <p aria-live="polite" className="text-sm text-ink-soft empty:hidden">
        {proposed && `${proposed}, as before.`}
      </p>
      {notes.length > 0 && (
        <ul aria-label="Earlier notes" className="flex flex-wrap gap-2">
          {notes.map((note) => (
            <li key={note} className="min-w-0">
              <button
                type="button"
                dir="auto"
                onClick={() => onChoose(note)}
                className="min-h-9 max-w-full truncate rounded-control border border-line bg-sheet px-3 text-sm transition-colors hover:border-ink-soft pointer-coarse:min-h-11"
              >
                {note}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
