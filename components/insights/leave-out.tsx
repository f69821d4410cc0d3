import { EyeOff } from 'lucide-react'

/** Leaves something out of all figures of the page. */
export function LeaveOut({ what, onPress }: { what: string; onPress: () => void }) {
  return (
    <button
      type="button"
      title="Leave out"
      aria-label={`Leave out ${what}`}
      onClick={onPress}
      className="relative z-10 -me-3 grid size-11 flex-none place-items-center rounded-control text-ink-soft transition-colors hover:text-ink print:hidden"
    >
      <EyeOff size={16} strokeWidth={1.75} />
    </button>
  )
}
