import { useHere } from '@/components/parts/here'
import { SignedMoney } from '@/components/ui/signed-money'
import { addUp, asSum, type Sum } from '@/lib/core/money'
import type { Figures } from './insights-figures'
import type { NamedPart } from './parts-table'

type Props = {
  figures: Pick<Figures, 'before' | 'difference' | 'rest'>
  parts: readonly NamedPart[]
  currency: string
}

const most = 6

type Line = { key: string; name: string; color?: string | undefined; difference: Sum }

/** By how much each category explains the difference to what a period stands beside; the lines sum to the whole. */
export function WhatChanged({ figures, parts, currency }: Props) {
  const { locale } = useHere()
  const { before, difference, rest } = figures
  const lines = linesOf(parts, rest)
  // Beside nothing, all of it has changed.
  const isNothing = !before || (before.count === 0 && before.total === 0)
  if (isNothing || difference === undefined || lines.length < 2) return null
  const largest = Math.max(1, ...lines.map((line) => Math.abs(asSum(line.difference)) || 0))
  const change = (sum: Sum) => (
    <SignedMoney value={{ amount: asSum(sum), currency }} locale={locale} />
  )
  return (
    <section className="border-t border-line py-6">
      <h2 className="text-sm font-medium">What changed</h2>
      <ol className="mt-2">
        {lines.map(({ key, name, color = 'slate', difference }) => {
          const width = (Math.abs(asSum(difference) || 0) / largest) * 50
          return (
            <li key={key} className="relative flex min-h-12 items-center gap-4 print:min-h-8">
              <span className="min-w-0 grow truncate">
                <bdi>{name}</bdi>
              </span>
              <span className="flex-none">{change(difference)}</span>
              <span aria-hidden="true" className="absolute inset-x-0 bottom-0 h-px bg-line">
                <span
                  data-color={color}
                  className="category-tint category-rule absolute bottom-0"
                  style={{
                    width: `${width}%`,
                    insetInlineStart: `${difference < 0 ? 50 - width : 50}%`,
                  }}
                />
                <span className="absolute start-1/2 bottom-0 h-2 w-px bg-ink-soft" />
              </span>
            </li>
          )
        })}
        <li className="flex min-h-12 items-center justify-between gap-4 border-t-4 border-double border-line font-medium">
          <span>Together</span>
          <span>{change(difference)}</span>
        </li>
      </ol>
    </section>
  )
}

/** The greatest changes, what the others come to, and what no part explains. */
function linesOf(parts: readonly NamedPart[], rest: Sum): Line[] {
  const changed = parts
    .filter(({ difference }) => difference !== 0)
    .sort((one, other) => size(other) - size(one))
  // One line of others would say less than its own.
  const shown = changed.length > most + 1 ? changed.slice(0, most) : changed
  const others = changed.slice(shown.length)
  const sum = others.reduce<Sum>((sum, { difference }) => addUp(sum, difference), 0)
  const plain = (key: string, name: string, difference: Sum) => ({ key, name, difference })
  return [
    ...shown,
    ...(others.length > 0 ? [plain('others', `${others.length} others`, sum)] : []),
    ...(rest !== 0 ? [plain('rest', 'Spread over the rest', rest)] : []),
  ]
}

function size({ difference }: NamedPart): number {
  return Math.abs(Number(difference))
}
