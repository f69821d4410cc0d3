'use client'

import { useMemo, useRef } from 'react'
import { actOrSay } from '@/components/commands/act'
import { addBudget } from '@/components/commands/budgets'
import { CategoryIcon } from '@/components/parts/category/category-icon'
import { buttonClass } from '@/components/ui/button-class'
import { Money } from '@/components/ui/money'
import { useSpent } from '@/lib/client/hooks/budgets'
import { newId } from '@/lib/core/ids'
import { asSum } from '@/lib/core/money'
import { usualDays } from '@/lib/domain/budgets/past'
import { offersFrom } from './offers-from'
import type { BudgetParts } from './use-budget-parts'

type Props = BudgetParts & { monthStartsOn: number }

/** What a person could begin with, from their own history: each a budget in one press. */
export function Offers({ person, today, locale, currency, monthStartsOn }: Props) {
  const rhythm = useMemo(
    () => ({ period: 'month' as const, startsOn: monthStartsOn, since: today }),
    [monthStartsOn, today],
  )
  const days = usualDays(rhythm, today)
  const spent = useSpent(days.from, days.to)
  const busy = useRef(false)
  const offers = useMemo(
    () => spent && offersFrom(spent, rhythm, currency, today),
    [spent, rhythm, currency, today],
  )
  if (!offers || offers.length === 0) return null
  const take = async ({ name, limit, counted }: (typeof offers)[number]) => {
    if (busy.current) return
    busy.current = true
    const scope = counted ? ('chosen' as const) : ('all' as const)
    const fields = { name, scope, categories: counted ? [counted] : [], rollover: 'off' as const }
    const whole = { ...rhythm, ...fields, currency }
    await actOrSay(addBudget({ spaceId: person, id: newId() }, whole, limit, today))
    busy.current = false
  }
  return (
    <ul className="mt-6">
      {offers.map((offer) => (
        <li key={offer.name} className="flex min-h-16 items-center gap-4 border-b border-line py-2">
          <CategoryIcon icon={offer.icon} color={offer.color} />
          <div className="min-w-0 grow">
            <p dir="auto" className="truncate font-medium">
              {offer.name}
            </p>
            <p className="text-sm text-ink-soft">
              usually <Money value={{ amount: asSum(offer.usual), currency }} locale={locale} />
            </p>
          </div>
          <button
            type="button"
            onClick={() => void take(offer)}
            className={buttonClass('secondary', 'flex-none')}
          >
            Set <Money value={{ amount: offer.limit, currency }} locale={locale} />
            <span className="sr-only"> for {offer.name}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
