import { CircleHelp } from 'lucide-react'
import Link from 'next/link'
import { textLinkClass } from '@/components/ui/text-link'

/** Says above the form of an expense that its amount or date waits for a decision, and leads to it. */
export function QuestionNotice() {
  return (
    <p className="flex gap-2 border-y border-line py-2.5 text-sm text-pretty">
      <CircleHelp size={18} strokeWidth={1.75} className="mt-px flex-none text-warn" />
      <span>
        Two devices wrote different values here.{' '}
        <Link href="/inbox" className={textLinkClass}>
          Choose in the inbox
        </Link>
      </span>
    </p>
  )
}
