import type { ReactNode } from 'react'
import { type Author, authorWords, capital } from '@/components/words/author-words'
import { instantWords } from '@/components/words/date-words'
import type { WordsContext } from '@/components/words/unit-words'
import type { Self } from '@/lib/client/inbox/inbox'

/** The values of one item under each other, on hairlines. */
export function SideLines({ children }: { children: ReactNode }) {
  return <div className="mt-3 border-t border-line">{children}</div>
}

type Props = {
  /** What the value is of, where that is not plain from the item. */
  label?: string
  words: string
  author: Author
  at: string
  /** Stands after the time, such as "counts now". */
  more?: string | undefined
  self: Self
  context: WordsContext
  button?: ReactNode
}

/** One value with whose it is, through what and when, and what can be done with it. */
export function SideLine({ label, words, author, at, more, self, context, button }: Props) {
  const { today, locale } = context
  const written = `${capital(authorWords(author, self))}, ${instantWords(at, today, locale)}`
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-3 last:border-b-0 last:pb-0">
      <p className="min-w-0 flex-1 basis-40">
        {label && <span className="block text-sm text-ink-soft">{label}</span>}
        <span dir="auto" className="line-clamp-3 font-medium tabular-nums [overflow-wrap:anywhere]">
          {words}
        </span>{' '}
        <span className="block text-sm text-ink-soft">
          {/* As one text: words of their own after it would be seen to move when its author becomes known. */}
          {more ? `${written} · ${more}` : written}
        </span>
      </p>
      {button}
    </div>
  )
}
