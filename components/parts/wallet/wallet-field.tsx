import type { ComponentProps } from 'react'
import { SelectField } from '@/components/ui/select-field'
import type { Row } from '@/lib/domain/entities'

type Props = Omit<ComponentProps<typeof SelectField>, 'options' | 'label'> & {
  wallets: readonly Row<'wallet'>[]
  label?: string
  /** What all of them together are called, where that can be chosen; its value is ''. */
  all?: string
}

/** The choice of one wallet among several, each by its name and currency. */
export function WalletField({ wallets, label = 'Wallet', all, ...select }: Props) {
  const each = wallets.map(({ id, name, currency }) => ({
    value: id,
    label: `${name} · ${currency}`,
  }))
  const options = all === undefined ? each : [{ value: '', label: all }, ...each]
  return <SelectField {...select} label={label} options={options} />
}
