'use client'

import type { ReactNode } from 'react'
import { actOrSay } from '@/components/commands/act'
import { changeSetting } from '@/components/commands/settings'
import { ScreenFrame } from '@/components/parts/screen/screen-frame'
import { RadioField } from '@/components/ui/radio-field'
import { SelectField } from '@/components/ui/select-field'
import { useAhead } from '@/components/ui/use-ahead'
import { useDeviceLocale } from '@/lib/client/hooks/clock'
import { useSettings } from '@/lib/client/hooks/preferences'
import { useWallets } from '@/lib/client/hooks/wallets'
import { knownFirstWeekday } from '@/lib/core/periods'
import type { Row } from '@/lib/domain/entities'
import { firstPreferences, lastMonthStart, themes } from '@/lib/domain/settings/rules'
import { LinePlace, Part } from './part'
import { ordinal, regionName, regionOptions, sampleAmount, weekdays } from './regions'
import { WalletPart } from './wallet-part'
import { ZonePart } from './zone-part'

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

const asDevice = ''

function Parts({ settings, wallets }: Props) {
  const device = useDeviceLocale()
  const [locale, setLocale] = useAhead(settings.locale)
  const [firstWeekday, setFirstWeekday] = useAhead(settings.firstWeekday)
  const [monthStartsOn, setMonthStartsOn] = useAhead(settings.monthStartsOn)
  const [theme, setTheme] = useAhead(settings.theme)
  const usual = knownFirstWeekday(locale ?? device)
  const wallet = wallets.find(({ id }) => id === settings.defaultWalletId) ?? wallets[0]
  return (
    <>
      <Part title="Language and region">
        <div className="max-w-sm">
          <SelectField
            id="locale"
            label="Language and region"
            bare
            value={locale ?? asDevice}
            options={[{ value: asDevice, label: 'As on each device' }, ...regionOptions(locale)]}
            onChange={(value) => {
              const wanted = value || null
              setLocale(wanted, () => actOrSay(changeSetting(settings, 'locale', wanted)))
            }}
          />
          <Hint>
            {locale === null && `Here that is ${regionName(device)}. `}
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
            value={String(firstWeekday ?? usual ?? 1)}
            options={weekdays}
            onChange={(value) => {
              const wanted = Number(value)
              setFirstWeekday(wanted, () =>
                actOrSay(changeSetting(settings, 'firstWeekday', wanted)),
              )
            }}
          />
          {usual && firstWeekday !== null && firstWeekday !== usual && (
            <Hint>In this region weeks begin on {weekdays[usual - 1]?.label}.</Hint>
          )}
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
            onChange={(value) => {
              const wanted = Number(value)
              setMonthStartsOn(wanted, () =>
                actOrSay(changeSetting(settings, 'monthStartsOn', wanted)),
              )
            }}
          />
          <Hint>{monthWords(monthStartsOn)}</Hint>
        </div>
      </Part>
      <ZonePart settings={settings} />
      <Part title="Theme">
        <RadioField
          name="theme"
          label="Theme"
          bare
          value={theme}
          options={themes.map((value) => ({ value, label: themeNames[value] }))}
          onChange={(value) => {
            setTheme(value, () => actOrSay(changeSetting(settings, 'theme', value)))
          }}
        />
      </Part>
      {wallet && <WalletPart settings={settings} wallets={wallets} wallet={wallet} />}
    </>
  )
}

function monthWords(startsOn: number): string {
  if (startsOn === firstPreferences.monthStartsOn) return 'Choose your payday to count from there.'
  const to = `Months last from the ${ordinal(startsOn)} to the ${ordinal(startsOn - 1)} of the next one`
  return startsOn > 28 ? `${to}. A shorter one begins on its last day.` : `${to}.`
}

function Hint({ children }: { children: ReactNode }) {
  return <p className="mt-1.5 text-sm text-pretty text-ink-soft">{children}</p>
}

const monthStarts = Array.from({ length: lastMonthStart }, (_, index) => ({
  value: String(index + 1),
  label: ordinal(index + 1),
}))

const themeNames = { system: 'System', light: 'Light', dark: 'Dark' } as const

function Places() {
  const titles = ['Language and region', 'First day of the week', 'First day of the month']
  return [...titles, 'Time zone', 'Theme', 'Default wallet'].map((title) => (
    <Part key={title} title={title}>
      <LinePlace />
    </Part>
  ))
}
