'use client'

import { useState } from 'react'
import { actOnMany } from '@/components/commands/act-on-many'
import { deleteAll, moveAll, recategorise } from '@/components/commands/many-expenses'
import type { Command } from '@/components/commands/perform'
import { CategoryTiles } from '@/components/expenses/form/category-tiles'
import { choices } from '@/components/parts/category/choices'
import { WalletField } from '@/components/parts/wallet/wallet-field'
import { buttonClass } from '@/components/ui/button-class'
import { Dialog } from '@/components/ui/dialog'
import { SelectField } from '@/components/ui/select-field'
import { expensesInWords } from '@/components/words/counted'
import { useCategories } from '@/lib/client/hooks/categories'
import type { Row } from '@/lib/domain/entities'
import { clearSelection } from './selection'
import type { BulkAction } from './selection-bar'

type Props = {
  action: BulkAction
  ids: readonly string[]
  wallet: Row<'wallet'>
  /** The wallets that the expenses can go to. */
  others: readonly Row<'wallet'>[]
  onClose: () => void
}

/** Asks what the selected expenses shall become, and does it. */
export function BulkDialog({ action, onClose, ...props }: Props) {
  const many = expensesInWords(props.ids.length)
  const act = (command: Promise<Command>) => {
    onClose()
    void actOnMany(command).then(clearSelection)
  }
  if (action === 'category') {
    return (
      <Dialog title={`Category of ${many}`} onClose={onClose}>
        <Recategorise {...props} act={act} />
      </Dialog>
    )
  }
  if (action === 'move') {
    return (
      <Dialog title={`Move ${many}`} onClose={onClose}>
        <Move {...props} act={act} />
      </Dialog>
    )
  }
  return (
    <Dialog title={`Delete ${many}`} onClose={onClose}>
      <p className="text-ink-soft">They stay in the trash for 30 days.</p>
      <button
        type="button"
        onClick={() => act(deleteAll(props.wallet.id, props.ids))}
        className={buttonClass('danger', 'mt-5 w-full')}
      >
        Delete {many}
      </button>
    </Dialog>
  )
}

type PartProps = Omit<Props, 'action' | 'onClose'> & { act: (command: Promise<Command>) => void }

function Recategorise({ wallet, ids, act }: PartProps) {
  const all = useCategories(wallet.id)
  const [chosen, setChosen] = useState<{ id: string; name: string }>()
  return (
    <>
      <CategoryTiles categories={all && choices(all)} chosen={chosen?.id} onChoose={setChosen} />
      <button
        type="button"
        aria-disabled={!chosen}
        onClick={() => chosen && act(recategorise(wallet.id, ids, chosen))}
        className={buttonClass('primary', 'mt-5 w-full aria-disabled:opacity-60')}
      >
        {chosen ? `Put into ${chosen.name}` : 'Choose a category'}
      </button>
    </>
  )
}

function Move({ wallet, others, ids, act }: PartProps) {
  const [walletId, setWalletId] = useState(others[0]?.id ?? '')
  const there = useCategories(walletId)
  const [otherwise, setOtherwise] = useState('')
  const target = others.find(({ id }) => id === walletId)
  const categories = there ? choices(there) : []
  const fallback = categories.find(({ id }) => id === otherwise) ?? categories.at(-1)
  return (
    <div className="space-y-5">
      <WalletField
        id="move-to"
        label="To the wallet"
        value={walletId}
        wallets={others}
        onChange={setWalletId}
      />
      <SelectField
        id="move-category"
        label="Category there, where none has the same name"
        value={fallback?.id ?? ''}
        options={categories.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setOtherwise}
      />
      <button
        type="button"
        onClick={() =>
          target &&
          fallback &&
          act(moveAll(wallet.id, ids, { wallet: target, categories }, fallback.id))
        }
        className={buttonClass('primary', 'w-full')}
      >
        Move
      </button>
    </div>
  )
}
