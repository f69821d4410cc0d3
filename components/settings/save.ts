import { showToast } from '@/components/ui/toast-store'
import { mutate } from '@/lib/client/mutate'
import { AppError } from '@/lib/core/errors'
import type { Row } from '@/lib/domain/entities'

type Settings = Row<'settings'>

const units = {
  locale: ['locale', 'the language and region'],
  firstWeekday: ['firstWeekday', 'the first day of the week'],
  monthStartsOn: ['monthStartsOn', 'the first day of the month'],
  theme: ['theme', 'the theme'],
  defaultWalletId: ['defaultWallet', 'the default wallet'],
} as const

/** Changes one setting on this device; where that fails it is said, and the answer is false. */
export function saveSetting<N extends keyof typeof units>(
  settings: Settings,
  name: N,
  value: Settings[N],
): Promise<boolean> {
  const [unit, words] = units[name]
  const changes = { [unit]: { from: { [name]: settings[name] }, to: { [name]: value } } }
  return made(() => mutate('settings.update', { userId: settings.id, changes }, `Change ${words}`))
}

/** Changes the currency of a wallet on this device, as `saveSetting` does. */
export function saveCurrency(wallet: Row<'wallet'>, to: string): Promise<boolean> {
  const { id: walletId, currency, name } = wallet
  const changes = { currency: { from: { currency }, to: { currency: to } } }
  return made(() =>
    mutate('wallet.update', { walletId, changes }, `Change the currency of ${name} to ${to}`),
  )
}

async function made(work: () => Promise<void>): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    showToast(error instanceof AppError ? error.message : 'It could not be saved on this device.')
    return false
  }
}
