'use client'

import { actOrSay } from '@/components/commands/act'
import { changeSetting } from '@/components/commands/settings'
import { CurrencyChoice } from '@/components/parts/wallet/currency-choice'
import { RadioField } from '@/components/ui/radio-field'
import { SelectField } from '@/components/ui/select-field'
import { useAhead } from '@/components/ui/use-ahead'
import { useAlwaysDefault } from '@/lib/client/hooks/wallets'
import type { Row } from '@/lib/domain/entities'
import { Part } from './part'

type Props = {
  settings: Row<'settings'>
  wallets: readonly Row<'wallet'>[]
  /** The default one. */
  wallet: Row<'wallet'>
}

/** The default wallet, whether new expenses always go there, and its currency. */
export function WalletPart({ settings, wallets, wallet }: Props) {
  const [chosen, choose] = useAhead(wallet.id)
  return (
    <>
      <Part title="Default wallet">
        {wallets.length > 1 ? (
          <div className="max-w-sm">
            <SelectField
              id="default-wallet"
              label="Default wallet"
              bare
              value={chosen}
              options={wallets.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) =>
                choose(id, () => actOrSay(changeSetting(settings, 'defaultWalletId', id)))
              }
            />
            <p className="mt-1.5 text-sm text-pretty text-ink-soft">
              Where a new device and your scripts begin.
            </p>
          </div>
        ) : (
          <p>{wallet.name}</p>
        )}
      </Part>
      {wallets.length > 1 && (
        <Part title="New expenses go to">
          <NewExpenses />
        </Part>
      )}
      <Part title={`Currency of ${wallet.name}`}>
        <CurrencyChoice key={`${wallet.id} ${wallet.currency}`} wallet={wallet} />
      </Part>
    </>
  )
}

function NewExpenses() {
  const { always, choose } = useAlwaysDefault()
  return (
    <>
      <RadioField
        name="new-expenses"
        label="New expenses go to"
        bare
        value={always ? 'always' : 'last'}
        options={[
          { value: 'last', label: 'The wallet used last' },
          { value: 'always', label: 'Always the default wallet' },
        ]}
        onChange={(value) => choose(value === 'always')}
      />
      <p className="text-sm text-pretty text-ink-soft">On this device.</p>
    </>
  )
}
