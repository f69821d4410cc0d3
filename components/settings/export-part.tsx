'use client'

import { type MouseEvent, useState } from 'react'
import { useHere } from '@/components/parts/here'
import { WalletField } from '@/components/parts/wallet/wallet-field'
import { CheckField } from '@/components/ui/check-field'
import { textLinkClass } from '@/components/ui/text-link'
import { expensesInWords } from '@/components/words/counted'
import { downloadBudgets } from '@/lib/client/export/budgets-file'
import { downloadCsv, holdsAll, type Progress } from '@/lib/client/export/csv-file'
import { useBudgets } from '@/lib/client/hooks/budgets'
import { useWallets } from '@/lib/client/hooks/wallets'
import { Part } from './part'

/** All expenses as a file, or those of one wallet: from this device where it holds them all, else from the server. */
export function ExportPart() {
  const wallets = useWallets() ?? []
  const budgets = useBudgets()
  const [chosen, setChosen] = useState('')
  const [mark, setMark] = useState(false)
  const [words, setWords] = useState('')
  const { locale } = useHere()
  const number = (count: number) => count.toLocaleString(locale)

  const write = async () => {
    const tell = ({ written, count }: Progress) =>
      setWords(`Writing ${number(written)} of ${expensesInWords(count, locale)} …`)
    try {
      const isWhole = await holdsAll()
      if (!isWhole && navigator.onLine) {
        setWords('The server sends the file.')
        return window.location.assign(addressOf(chosen, mark))
      }
      const count = await downloadCsv({ walletId: chosen || undefined, mark }, tell)
      setWords(`The file holds ${expensesInWords(count, locale)}.${isWhole ? '' : partWords}`)
    } catch {
      setWords('The expenses could not be read from this device. Try it again.')
    }
  }
  const writeBudgets = async () => {
    try {
      const count = await downloadBudgets(mark)
      setWords(`The file holds ${count === 1 ? '1 budget' : `${count} budgets`} and all limits.`)
    } catch {
      setWords('The budgets could not be read from this device. Try it again.')
    }
  }
  const onClick = (event: MouseEvent) => {
    event.preventDefault()
    void write()
  }

  return (
    <Part title="Export">
      {wallets.length > 1 && (
        <WalletField
          id="export-wallet"
          label="What to export"
          all="All wallets"
          bare
          className="max-w-64 pb-2"
          value={chosen}
          wallets={wallets}
          onChange={setChosen}
        />
      )}
      <p>
        <a href={addressOf(chosen, mark)} download onClick={onClick} className={textLinkClass}>
          Export CSV
        </a>
      </p>
      {budgets && budgets.length > 0 && (
        <p>
          <button type="button" onClick={() => void writeBudgets()} className={textLinkClass}>
            Export budgets as CSV
          </button>
        </p>
      )}
      <CheckField
        name="export-mark"
        label="For older spreadsheets"
        hint="Begins the file with a mark, by which they read accents right."
        checked={mark}
        onChange={(event) => setMark(event.target.checked)}
      />
      <p role="status" className="min-h-6 text-sm text-pretty text-ink-soft">
        {words}
      </p>
    </Part>
  )
}

function addressOf(walletId: string, mark: boolean): string {
  const query = new URLSearchParams({
    ...(walletId && { walletId }),
    ...(mark && { bom: 'true' }),
  }).toString()
  return `/api/v1/export.csv${query ? `?${query}` : ''}`
}

const partWords = ' Older ones are still on their way to this device, and not in it.'
