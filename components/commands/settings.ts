import { editOf } from '@/lib/client/edit'
import type { Row } from '@/lib/domain/entities'
import type { Command } from './perform'

type Settings = Row<'settings'>

const words = {
  locale: 'the language and region',
  firstWeekday: 'the first day of the week',
  monthStartsOn: 'the first day of the month',
  theme: 'the theme',
  defaultWalletId: 'the default wallet',
} as const

/** Changes one setting. */
export function changeSetting<N extends keyof typeof words>(
  settings: Settings,
  name: N,
  value: Settings[N],
): Promise<Command> {
  return changed(settings, { [name]: value }, words[name])
}

/** Chooses a time zone; null leaves it to the devices, of which this one is in `device`. */
export function chooseTimeZone(
  settings: Settings,
  zone: string | null,
  device: string | undefined,
): Promise<Command> {
  const timeZone = zone ?? device ?? settings.timeZone
  return changed(settings, { timeZone, timeZoneChosen: zone !== null }, 'the time zone')
}

async function changed(
  settings: Settings,
  wanted: Partial<Settings>,
  what: string,
): Promise<Command> {
  const step = await editOf('settings', settings, wanted, `Change ${what}`)
  return { steps: [step], said: `Changed ${what}` }
}
