import { Money } from '@/components/ui/money'
import { decimalsOf, type ParsedAmount } from '@/lib/core/money'

type Props = {
  typed: string
  /** Undefined until it is read. */
  read: ParsedAmount | undefined
  currency: string
  locale: string
}

/** What will be saved for an amount as typed so far. */
export function AmountPreview({ typed, read, currency, locale }: Props) {
  if (typed.trim() === '' || !read) return null
  if (!read.ok) return <span className="text-sm text-ink-soft">Not a figure yet</span>
  return (
    <>
      <span className="text-ink-soft">= </span>
      <Money value={{ amount: read.amount, currency }} locale={locale} className="font-medium" />
    </>
  )
}

/** How amounts of a currency are read, in one line of examples. */
export function howAmountsAreRead(currency: string): string {
  const decimals = decimalsOf(currency)
  if (decimals === 0)
    return '1200, or a sum such as 800+3*250; -500 is a refund. Read as whole figures: 1.200 is 1200.'
  const thousands = decimals === 3 ? '' : ' 1.234 means 1234.'
  return `12.50 or 12,50, or a sum such as 12+3.5*2; -5 is a refund.${thousands}`
}

/** The box around an amount and its currency; it shows the focus of the input in it. */
export function amountBoxClass(wrong: boolean): string {
  return `flex items-baseline gap-x-2 rounded-control border bg-sheet px-3 transition-colors focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent ${
    wrong ? 'border-danger' : 'border-edge hover:border-ink-soft'
  }`
}

/** The figures as they are typed: the largest thing of the form. */
export const amountInputClass =
  'figures min-w-0 flex-auto bg-transparent py-2 text-2xl font-medium tracking-tight outline-none'
