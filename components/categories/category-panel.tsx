'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { walletOfDraft } from '@/components/parts/expense/draft'
import { Panel } from '@/components/parts/panel/panel'
import { closePanel, showsPanel } from '@/components/parts/panel/panel-address'
import { useCategories } from '@/lib/client/hooks/categories'
import { useMay } from '@/lib/client/hooks/role'
import { useAddingWallet, useCurrentWallet } from '@/lib/client/hooks/wallets'
import { canonicalId } from '@/lib/domain/categories/rules'
import { EditCategory } from './edit-category'
import { CategoryPlaces } from './form-places'
import { NewCategory } from './new-category'

/** What the address asks to see beside or over the list: a new category, one that exists, or nothing yet. */
export function CategoryPanel() {
  const query = useSearchParams()
  if (!showsPanel(usePathname(), query)) return <CategoryHint />
  const id = query.get('id')
  const isNew = id === null
  return (
    <Panel key={id ?? 'new'} title={isNew ? 'New category' : 'Edit category'} takesFocus={!isNew}>
      <Opened id={id} forExpense={query.get('new') === 'expense'} />
    </Panel>
  )
}

/** What the last column says while nothing is open; a phone has no such column. */
export function CategoryHint() {
  const { wallet } = useCurrentWallet()
  const mayEdit = useMay('editor', wallet?.id)
  return (
    <div className="hidden border-l border-line px-8 pt-[30vh] lg:block">
      {mayEdit && (
        <p className="max-w-60 text-pretty text-ink-soft">
          Choose a category to change it. Drag the handles to sort them.
        </p>
      )}
    </div>
  )
}

function Opened({ id, forExpense }: { id: string | null; forExpense: boolean }) {
  const shown = useCurrentWallet().wallet
  const adding = useAddingWallet(forExpense ? walletOfDraft() : null)
  const wallet = forExpense ? adding : shown
  const all = useCategories(wallet?.id)
  const mayEdit = useMay('editor', wallet?.id)
  if (!wallet || !all || mayEdit === undefined) return <CategoryPlaces />
  if (!mayEdit) return <Say>Only those who may edit this wallet change its categories.</Say>
  if (id === null) {
    return <NewCategory wallet={wallet} all={all} forExpense={forExpense} onDone={closePanel} />
  }
  const category = all.get(canonicalId(all, id))
  if (!category || category.deletedAt) {
    return <Say>There is no such category in this wallet. It may have been deleted.</Say>
  }
  return <EditCategory key={category.id} category={category} all={all} onDone={closePanel} />
}

function Say({ children }: { children: string }) {
  return <p className="px-5 py-4 text-pretty text-ink-soft lg:px-8">{children}</p>
}
