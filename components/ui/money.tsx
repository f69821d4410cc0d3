import { type Money as Amount, exactly, moneyFormat, tooLarge } from '@/lib/core/money'

type Props = {
  value: Amount
  locale: string
  /** `row` softens the currency; `total` also makes the decimals and the sign one step lighter and smaller. */
  look?: 'row' | 'total'
  className?: string
}

const quiet: Record<string, readonly ('row' | 'total')[]> = {
  currency: ['row', 'total'],
  decimal: ['total'],
  fraction: ['total'],
  minusSign: ['total'],
}

/** An amount as the reader's locale writes it, in figures that line up; the text is what `Intl` would say, unchanged. */
export function Money({ value, locale, look = 'row', className = '' }: Props) {
  const { amount, currency } = value
  if (Number.isNaN(amount)) return <span className={className}>{tooLarge}</span>
  const parts = moneyFormat(currency, locale).formatToParts(exactly(amount, currency))
  const soft =
    look === 'total' ? 'text-[0.64em] font-normal text-ink-soft' : 'font-normal text-ink-soft'
  return (
    <span className={`figures ${className}`}>
      {runs(parts, look).map(({ text, soften, at }) => (
        <span key={at} className={soften ? soft : undefined}>
          {text}
        </span>
      ))}
    </span>
  )
}

/** Neighbouring parts of one look become one run, so that a copied or spoken amount is not in pieces. */
function runs(parts: Intl.NumberFormatPart[], look: 'row' | 'total') {
  const made: { text: string; soften: boolean; at: number }[] = []
  for (const [at, part] of parts.entries()) {
    const soften = quiet[part.type]?.includes(look) ?? false
    const last = made.at(-1)
    if (last && last.soften === soften) last.text += part.value
    else made.push({ text: part.value, soften, at })
  }
  return made
}
