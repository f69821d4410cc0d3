import type { ComponentProps } from 'react'
import { SelectField } from '@/components/ui/select-field'
import type { Row } from '@/lib/domain/entities'

type Props = Omit<ComponentProps<typeof SelectField>, 'options' | 'label'> & {
  wallets: readonly Row<'wallet'>[]
  label?: string
}

/** The choice of one wallet among several, each by its name and currency. */
export function WalletField({ wallets, label = 'Wallet', ...select }: Props) {
  const options = wallets.map(({ id, name, currency }) => ({
    value: id,
    label: `${name} · ${currency}`,
  }))
  return <SelectField {...select} label={label} options={options} />
}
