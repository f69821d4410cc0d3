import type { Metadata } from 'next'
import { BudgetsScreen } from '@/components/budgets/budgets-screen'

export const metadata: Metadata = { title: 'Budgets' }

/** What may be spent, and what is left of it. */
export default function BudgetsPage() {
  return <BudgetsScreen />
}
