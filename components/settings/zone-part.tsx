import { actOrSay } from '@/components/commands/act'
import { chooseTimeZone } from '@/components/commands/settings'
import { SelectField } from '@/components/ui/select-field'
import { useAhead } from '@/components/ui/use-ahead'
import { deviceZone } from '@/lib/client/hooks/zone'
import type { Row } from '@/lib/domain/entities'
import { Part } from './part'

const asDevice = ''

/** In which time zone a day begins and ends where no device says it: as the devices report it, or one that was chosen. */
export function ZonePart({ settings }: { settings: Row<'settings'> }) {
  const { timeZone, timeZoneChosen } = settings
  const [chosen, setChosen] = useAhead(timeZoneChosen ? timeZone : asDevice)
  const here = deviceZone()
  return (
    <Part title="Time zone">
      <div className="max-w-sm">
        <SelectField
          id="time-zone"
          label="Time zone"
          bare
          value={chosen}
          options={[
            { value: asDevice, label: 'As on my devices' },
            ...zonesWith(timeZone).map((zone) => ({
              value: zone,
              label: zone.replaceAll('_', ' '),
            })),
          ]}
          onChange={(zone) => {
            setChosen(zone, () => actOrSay(chooseTimeZone(settings, zone || null, here)))
          }}
        />
        <p className="mt-1.5 text-sm text-pretty text-ink-soft">
          {chosen === asDevice && `Now that is ${timeZone.replaceAll('_', ' ')}. `}
          The plain form and scripts take their today from it; the app takes it from each device.
        </p>
      </div>
    </Part>
  )
}

/** All time zones that this browser knows, and one more. */
function zonesWith(one: string): string[] {
  const known = Intl.supportedValuesOf?.('timeZone') ?? []
  return known.includes(one) ? known : [one, ...known]
}
