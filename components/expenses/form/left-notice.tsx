import { textLinkClass } from '@/components/ui/text-link'

/** Says above a form that it shows what was written there before and not saved, and offers to discard that. */
export function LeftNotice({ onDiscard }: { onDiscard: () => void }) {
  return (
    <p className="flex items-center justify-between gap-3 border-y border-line text-sm text-pretty">
      <span>Not saved yet: what you wrote here before.</span>
      <button type="button" onClick={onDiscard} className={`${textLinkClass} min-h-11 flex-none`}>
        Discard
      </button>
    </p>
  )
}
