'use client'

import { Plus } from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import { Suspense, useState } from 'react'
import { openHere } from '@/components/parts/panel/open-here'
import { showsPanel } from '@/components/parts/panel/panel-address'
import { ScreenFrame } from '@/components/parts/screen/screen-frame'
import { useTitle } from '@/components/parts/screen/use-title'
import { WalletField } from '@/components/parts/wallet/wallet-field'
import { useWide } from '@/components/ui/use-media'
import { useCategories } from '@/lib/client/hooks/categories'
import { type CategoryUses, useCategoryUses } from '@/lib/client/hooks/category-uses'
import { useMay } from '@/lib/client/hooks/role'
import { useUnsent } from '@/lib/client/hooks/status'
import { useCurrentWallet, useSeveralWallets, useWallets } from '@/lib/client/hooks/wallets'
import { type CategoryGroups, groupsOf } from './category-groups'
import { CategoryList } from './category-list'
import { CategoryHint, CategoryPanel } from './category-panel'
import { CategoryRow, RowPlaces, rowItem, rowLine } from './category-row'

/** A wallet's categories in their order, and beside or over them the one that the address opens. */
export function CategoriesScreen() {
  return (
    <div className="flex min-h-0 grow flex-col lg:grid lg:grid-cols-[minmax(0,1fr)_min(26rem,41vw)]">
      {/* What the query says is known in the browser only. */}
      <Suspense fallback={<Column covered={false} selectedId={null} />}>
        <AddressedColumn />
      </Suspense>
      <Suspense fallback={<CategoryHint />}>
        <CategoryPanel />
      </Suspense>
    </div>
  )
}

function AddressedColumn() {
  const query = useSearchParams()
  const path = usePathname()
  const shown = showsPanel(path, query)
  const covered = !useWide() && shown
  useTitle(shown ? undefined : 'Categories')
  return <Column covered={covered} selectedId={query.get('id')} />
}

type ColumnProps = {
  /** Whether a sheet lies over it. */
  covered: boolean
  selectedId: string | null
}

function Column({ covered, selectedId }: ColumnProps) {
  const wallets = useWallets()
  const several = useSeveralWallets()
  const { wallet, choose } = useCurrentWallet()
  const all = useCategories(wallet?.id)
  const mayEdit = useMay('editor', wallet?.id)
  const found = useCategoryUses(wallet?.id)
  return (
    <div inert={covered} className="flex min-h-0 min-w-0 grow flex-col">
      <ScreenFrame title="Categories" back={{ href: '/settings', label: 'Back to Settings' }}>
        {several && !(wallet && wallets) && <div className="h-17 pointer-coarse:h-18" />}
        {several && wallet && wallets && (
          <WalletField
            id="wallet"
            bare
            className="max-w-64 pt-4 pb-2"
            value={wallet.id}
            wallets={wallets}
            onChange={choose}
          />
        )}
        {all && found && mayEdit !== undefined ? (
          <Groups
            key={wallet?.id}
            found={found}
            groups={groupsOf(all)}
            mayEdit={mayEdit}
            selectedId={selectedId}
          />
        ) : (
          <RowPlaces />
        )}
      </ScreenFrame>
    </div>
  )
}

type GroupsProps = {
  found: CategoryUses
  groups: CategoryGroups
  mayEdit: boolean
  selectedId: string | null
}

function Groups({ found, groups, mayEdit, selectedId }: GroupsProps) {
  const unsent = useUnsent()
  const countOf = (id: string) => {
    if (!found.complete) return undefined
    const names = [id, ...(groups.merged.get(id) ?? []).map((one) => one.id)]
    return names.reduce((sum, name) => sum + (found.uses.get(name)?.count ?? 0), 0)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the links in it are pressed; Enter on them is a click
    <div onClick={openHere}>
      {mayEdit ? (
        <div className={rowItem}>
          <a
            href="/settings/categories?new"
            data-panel
            className={`${rowLine} font-medium text-accent`}
          >
            <span className="grid size-10 flex-none place-items-center rounded-full border border-edge">
              <Plus size={20} strokeWidth={1.75} />
            </span>
            New category
          </a>
        </div>
      ) : (
        <p className="max-w-[65ch] border-b border-line py-4 text-sm text-pretty text-ink-soft">
          You can look at this wallet. Its categories are changed by those who may edit it.
        </p>
      )}
      <CategoryList
        categories={groups.inUse}
        countOf={countOf}
        merged={groups.merged}
        mayEdit={mayEdit}
        selectedId={selectedId}
        unsent={unsent}
      />
      {groups.archived.length > 0 && (
        <Archived count={groups.archived.length}>
          {groups.archived.map((category) => (
            <li key={category.id} className={rowItem}>
              <CategoryRow
                category={category}
                count={countOf(category.id)}
                merged={groups.merged.get(category.id)}
                mayEdit={mayEdit}
                selected={category.id === selectedId}
                unsent={unsent.has(category.id)}
              />
            </li>
          ))}
        </Archived>
      )}
    </div>
  )
}

function Archived({ count, children }: { count: number; children: React.ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <section aria-label="Archived">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-16 w-full items-center border-b border-line text-left text-sm font-medium text-ink-soft transition-colors hover:text-ink"
      >
        {open ? 'Hide' : 'Show'} {count} archived
      </button>
      {open && <ul aria-label="Archived categories">{children}</ul>}
    </section>
  )
}
