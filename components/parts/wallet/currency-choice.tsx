'use client'

import { useState } from 'react'
import { actOrSay } from '@/components/commands/act'
import { makeWalletBeside, relabelWallet } from '@/components/commands/wallets'
import { useHere } from '@/components/parts/here'
import { buttonClass } from '@/components/ui/button-class'
import { SelectField } from '@/components/ui/select-field'
import { currencyName } from '@/components/words/currency-name'
import { cutIn, type Relabelling, useRelabelling } from '@/lib/client/hooks/relabelling'
import { newId } from '@/lib/core/ids'
import { currencies, formatMoney } from '@/lib/core/money'
import type { Row } from '@/lib/domain/entities'
import { mostRelabelled, sameFigure } from '@/lib/domain/wallets/rules'

type Props = {
  wallet: Row<'wallet'>
  onDone?: (() => void) | undefined
  onWallet?: ((id: string) => void) | undefined
}

/** The currencies to choose from; where the wallet holds expenses, what becomes of their figures is asked first. */
export function CurrencyChoice({ wallet, onDone, onWallet }: Props) {
  const [wanted, setWanted] = useState(wallet.currency)
  const held = useRelabelling(wallet.id)
  const relabel = async (to: string) => {
    if (await actOrSay(relabelWallet(wallet, to))) onDone?.()
    else setWanted(wallet.currency)
  }
  return (
    <div className="max-w-sm space-y-4">
      <SelectField
        id="currency"
        label={`Currency of ${wallet.name}`}
        bare
        value={wanted}
        options={[...currencies].map((code) => ({ value: code, label: currencyName(code) }))}
        onChange={(to) => {
          setWanted(to)
          if (held?.rows.length === 0 && !held.obstacle) void relabel(to)
        }}
      />
      {held && wanted !== wallet.currency && (
        <Question {...{ wallet, wanted, held, onWallet }} onYes={() => void relabel(wanted)} />
      )}
    </div>
  )
}

type QuestionProps = {
  wallet: Row<'wallet'>
  wanted: string
  held: Relabelling
  onYes: () => void
  onWallet: ((id: string) => void) | undefined
}

function Question({ wallet, wanted, held, onYes, onWallet }: QuestionProps) {
  const { locale } = useHere()
  const { currency } = wallet
  const reason = useReason(wallet, wanted, held)
  const [example] = held.rows
  const figure = example && sameFigure(example.amount, currency, wanted)
  const make = async () => {
    const id = newId()
    if (await actOrSay(makeWalletBeside(wallet, id, wanted))) onWallet?.(id)
  }
  if (reason) {
    return (
      <>
        <p className="text-pretty">{reason}</p>
        {held.obstacle !== 'loading' && (
          <button
            type="button"
            onClick={() => void make()}
            className={buttonClass('secondary', 'w-full')}
          >
            Make a new wallet in {wanted}
          </button>
        )}
      </>
    )
  }
  if (figure === undefined) return null
  return (
    <>
      <p className="text-pretty">
        {held.rows.length === 1
          ? 'The expense in this wallet keeps its figure'
          : `All ${held.rows.length} expenses in this wallet, the trash included, keep their figures`}
        , nothing is converted: {formatMoney(example?.amount ?? 0, currency, locale)} becomes{' '}
        {formatMoney(figure, wanted, locale)}.
      </p>
      <button type="button" onClick={onYes} className={buttonClass('primary', 'w-full')}>
        Write it in {wanted}
      </button>
    </>
  )
}

/** Why a wallet cannot be written in another currency, in words; undefined where it can. */
function useReason(
  { currency }: Row<'wallet'>,
  wanted: string,
  { rows, obstacle }: Relabelling,
): string | undefined {
  const { locale } = useHere()
  if (obstacle === 'shared') return `Several people share this wallet, so it stays in ${currency}.`
  if (obstacle === 'many') {
    return `This wallet holds more than ${mostRelabelled} expenses, so it stays in ${currency}.`
  }
  if (obstacle === 'loading') {
    return 'Its older expenses are still on their way to this device. Try again in a moment.'
  }
  const [first, ...others] = cutIn(rows, wanted)
  if (!first) return undefined
  const figure = formatMoney(first.amount, first.currency, locale)
  const more = others.length > 0 ? ` and ${others.length} more` : ''
  return `${wanted} cannot hold the decimals of ${figure}${more}, so this wallet stays in ${currency}.`
}
