import { turned, undo } from '@/components/expenses/undoing'
import { said } from '@/components/inbox/said'
import { showToast } from '@/components/ui/toast-store'
import { mutate } from '@/lib/client/mutate'
import type { Changes, Row } from '@/lib/domain/entities'

type Settings = Row<'settings'>

const units = {
  locale: ['locale', 'the language and region'],
  firstWeekday: ['firstWeekday', 'the first day of the week'],
  monthStartsOn: ['monthStartsOn', 'the first day of the month'],
  theme: ['theme', 'the theme'],
  defaultWalletId: ['defaultWallet', 'the default wallet'],
} as const

/** Changes one setting on this device, with a way to undo it; where that fails it is said, and the answer is false. */
export function saveSetting<N extends keyof typeof units>(
  settings: Settings,
  name: N,
  value: Settings[N],
): Promise<boolean> {
  const [unit, words] = units[name]
  const changes = { [unit]: { from: { [name]: settings[name] }, to: { [name]: value } } }
  const save = (changes: Changes<'settings'>) =>
    mutate('settings.update', { userId: settings.id, changes }, `Change ${words}`)
  return made(changes, save, `Changed ${words}`)
}

/** Chooses a time zone, as `saveSetting` does; null leaves it to the devices, of which this one is in `device`. */
export function saveTimeZone(
  settings: Settings,
  zone: string | null,
  device: string | undefined,
): Promise<boolean> {
  const { timeZone, timeZoneChosen } = settings
  const to = { timeZone: zone ?? device ?? timeZone, timeZoneChosen: zone !== null }
  const changes = { timeZone: { from: { timeZone, timeZoneChosen }, to } }
  const save = (changes: Changes<'settings'>) =>
    mutate('settings.update', { userId: settings.id, changes }, 'Change the time zone')
  return made(changes, save, 'Changed the time zone')
}

function made<C extends object>(
  changes: C,
  save: (changes: C) => Promise<void>,
  words: string,
): Promise<boolean> {
  return said(async () => {
    await save(changes)
    showToast(
      words,
      undo(() => save(turned(changes))),
    )
  })
}
