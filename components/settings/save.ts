import { said } from '@/components/parts/act/said'
import { undo } from '@/components/parts/act/undoing'
import { showToast } from '@/components/ui/toast/toast-store'
import { edit } from '@/lib/client/edit'
import type { Row } from '@/lib/domain/entities'
import { pick } from '@/lib/domain/merge'

type Settings = Row<'settings'>

const words = {
  locale: 'the language and region',
  firstWeekday: 'the first day of the week',
  monthStartsOn: 'the first day of the month',
  theme: 'the theme',
  defaultWalletId: 'the default wallet',
} as const

/** Changes one setting on this device, with a way to undo it; where that fails it is said, and the answer is false. */
export function saveSetting<N extends keyof typeof words>(
  settings: Settings,
  name: N,
  value: Settings[N],
): Promise<boolean> {
  return saved(settings, { [name]: value }, words[name])
}

/** Chooses a time zone, as `saveSetting` does; null leaves it to the devices, of which this one is in `device`. */
export function saveTimeZone(
  settings: Settings,
  zone: string | null,
  device: string | undefined,
): Promise<boolean> {
  const timeZone = zone ?? device ?? settings.timeZone
  return saved(settings, { timeZone, timeZoneChosen: zone !== null }, 'the time zone')
}

function saved(settings: Settings, wanted: Partial<Settings>, what: string): Promise<boolean> {
  const before = pick(settings, Object.keys(wanted))
  return said(async () => {
    await edit('settings', settings, wanted, `Change ${what}`)
    showToast(
      `Changed ${what}`,
      undo(() => edit('settings', { ...settings, ...wanted }, before, `Change ${what}`)),
    )
  })
}
