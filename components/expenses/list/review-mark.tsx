import { CircleHelp } from 'lucide-react'

/** A small mark on what waits for a decision; its words are for those who do not see it. */
export function ReviewMark({ children }: { children: string }) {
  return (
    <span className="flex-none text-warn">
      <CircleHelp size={16} strokeWidth={1.75} />
      <span className="sr-only">{children}</span>
    </span>
  )
}
