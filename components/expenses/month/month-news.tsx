'use client'

import Link from 'next/link'
import { useEffect } from 'react'
import { useHere } from '@/components/parts/here'
import { homeWords } from '@/components/words/budget-words'
import { useBudgetsNow } from '@/lib/client/hooks/budgets'
import { onDevice } from '@/lib/client/page/kept-values'
import { isForAllOf } from '@/lib/domain/budgets/counting'
import type { Row } from '@/lib/domain/entities'
import { newsKey } from './news-key'

type Props = {
  /** Whether no other words stand before it. */
  isFirst: boolean
  wallet: Row<'wallet'>
  wallets: readonly Row<'wallet'>[]
}

/** What the budgets say today, behind other words or as the only ones, leading to them; nothing where there are none. */
export function MonthNews({ isFirst, wallet, wallets }: Props) {
  const { today, locale } = useHere()
  const budgets = useBudgetsNow(today)
  const isPlain = (budget: Row<'budget'>) =>
    budget.period === 'month' && isForAllOf(budget, wallet, wallets)
  const words = budgets && homeWords(budgets, isPlain, locale)
  useEffect(() => {
    if (!budgets) return
    if (words) onDevice.keep(newsKey, 'yes')
    else onDevice.forget(newsKey)
  }, [budgets, words])
  if (!words) return null
  return (
    <>
      {!isFirst && ' · '}
      <Link
        href="/budgets"
        className="rounded-control text-ink underline decoration-edge underline-offset-4 transition-colors pointer-coarse:py-3 hover:decoration-accent"
      >
        {words}
      </Link>
    </>
  )
}
