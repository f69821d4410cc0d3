'use client'

import { ScreenFrame } from '@/components/shell/screen-frame'
import { RadioField } from '@/components/ui/radio-field'
import { SelectField } from '@/components/ui/select-field'
import { showToast } from '@/components/ui/toast-store'
import { useDeviceLocale } from '@/lib/client/hooks/clock'
import { useSettings } from '@/lib/client/hooks/preferences'
import { useWallets } from '@/lib/client/hooks/wallets'
import { mutate } from '@/lib/client/mutate'
import { AppError } from '@/lib/core/errors'
import { firstWeekdayOf } from '@/lib/core/locale'
import type { Row } from '@/lib/domain/entities'
import { firstPreferences, lastMonthStart, themes } from '@/lib/domain/settings/schema'
import { LinePlace, Part } from './part'
import { ordinal, regionName, regionOptions, sampleAmount, weekdays } from './regions'
import { WalletPart } from './wallet-part'

/** How things are shown, and the default wallet: changed on this device at once, with or without the network. */
export function PreferencesScreen() {
  const settings = useSettings()
  const wallets = useWallets()
  return (
    <ScreenFrame title="Preferences" back={{ href: '/settings', label: 'Back to Settings' }}>
      {settings && wallets ? <Parts settings={settings} wallets={wallets} /> : <Places />}
    </ScreenFrame>
  )
}

type Props = { settings: Row<'settings'>; wallets: readonly Row<'wallet'>[] }
type Changed = Partial<Pick<Row<'settings'>, 'locale' | 'firstWeekday' | 'monthStartsOn' | 'theme'>>

const asDevice = ''

function Parts({ settings, wallets }: Props) {
  const device = useDeviceLocale()
  const { locale, firstWeekday, monthStartsOn, theme } = settings
  const wallet = wallets.find(({ id }) => id === settings.defaultWalletId) ?? wallets[0]
  const change = (changed: Changed) => void save(settings, changed)
  return (
    <>
      <Part title="Language and region">
        <div className="max-w-sm">
          <SelectField
            id="locale"
            label="Language and region"
            bare
            value={locale ?? asDevice}
            options={[
              { value: asDevice, label: `As on each device (here ${regionName(device)})` },
              ...regionOptions(locale),
            ]}
            onChange={(value) => change({ locale: value || null })}
          />
          <Hint>
            Amounts look like {sampleAmount(wallet?.currency ?? 'EUR', locale ?? device)}. The app’s
            own words are English.
          </Hint>
        </div>
      </Part>
      <Part title="First day of the week">
        <div className="max-w-sm">
          <SelectField
            id="first-weekday"
            label="First day of the week"
            bare
            value={firstWeekday === null ? asDevice : String(firstWeekday)}
            options={[
              {
                value: asDevice,
                label: `As in the region (${weekdays[firstWeekdayOf(locale ?? device) - 1]?.label})`,
              },
              ...weekdays,
            ]}
            onChange={(value) => change({ firstWeekday: value ? Number(value) : null })}
          />
        </div>
      </Part>
      <Part title="First day of the month">
        <div className="max-w-sm">
          <SelectField
            id="month-start"
            label="First day of the month"
            bare
            value={String(monthStartsOn)}
            options={monthStarts}
            onChange={(value) => change({ monthStartsOn: Number(value) })}
          />
          <Hint>
            {monthStartsOn === firstPreferences.monthStartsOn
              ? 'Choose your payday to count from there.'
              : `Months last from the ${ordinal(monthStartsOn)} to the ${ordinal(monthStartsOn - 1)} of the next one.`}
          </Hint>
        </div>
      </Part>
      <Part title="Theme">
        <RadioField
          name="theme"
          label="Theme"
          bare
          value={theme}
          options={themes.map((value) => ({ value, label: themeNames[value] }))}
          onChange={(value) => change({ theme: value })}
        />
      </Part>
      {wallet && <WalletPart settings={settings} wallets={wallets} wallet={wallet} />}
    </>
  )
}

function Hint({ children }: { children: React.ReactNode }) {
  return <p className="mt-1.5 text-sm text-pretty text-ink-soft">{children}</p>
}

const monthStarts = Array.from({ length: lastMonthStart }, (_, index) => ({
  value: String(index + 1),
  label: ordinal(index + 1),
}))

const themeNames = { system: 'As the system', light: 'Light', dark: 'Dark' } as const

const names = {
  locale: 'the language and region',
  firstWeekday: 'the first day of the week',
  monthStartsOn: 'the first day of the month',
  theme: 'the theme',
} as const

async function save(settings: Row<'settings'>, changed: Changed): Promise<void> {
  const units = (Object.keys(changed) as (keyof typeof names)[]).map((name) => [
    name,
    { from: { [name]: settings[name] }, to: { [name]: changed[name] } },
  ])
  const words = Object.keys(changed).map((name) => names[name as keyof typeof names])
  try {
    const changes = Object.fromEntries(units)
    const summary = `Change ${words.join(', ')}`
    await mutate('settings.update', { userId: settings.id, changes }, summary)
  } catch (error) {
    showToast(error instanceof AppError ? error.message : 'It could not be saved on this device.')
  }
}

function Places() {
  const titles = ['Language and region', 'First day of the week', 'First day of the month']
  return [...titles, 'Theme', 'Default wallet'].map((title) => (
    <Part key={title} title={title}>
      <LinePlace />
    </Part>
  ))
}
