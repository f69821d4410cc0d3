import { CloudOff } from 'lucide-react'

/** A small mark on a line whose last change is not on the server yet; its words are for those who do not see it. */
export function UnsentMark() {
  return (
    <span className="flex-none text-warn">
      <CloudOff size={16} strokeWidth={1.75} />
      <span className="sr-only">Not sent yet</span>
    </span>
  )
}
