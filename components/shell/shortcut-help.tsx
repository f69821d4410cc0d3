'use client'

import { setSingleKeys, useSingleKeys } from '@/components/parts/screen/single-keys'
import { CheckField } from '@/components/ui/check-field'
import { Dialog } from '@/components/ui/dialog'

const single = [
  ['n', 'Add an expense'],
  ['/', 'Search'],
  ['j  k', 'Next and previous expense'],
  ['Enter  e', 'Open it'],
  ['d', 'Duplicate it, at today'],
  ['x', 'Select it'],
  ['Delete', 'Put it into the trash'],
  ['?', 'This list'],
] as const

const always = [
  ['Ctrl K', 'Go anywhere'],
  ['Ctrl Z', 'Undo what was just done'],
  ['Esc', 'Close what is open'],
  ['Shift click', 'Select from one expense to another'],
] as const

/** What keys do, and the switch for those that are pressed alone. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const on = useSingleKeys()
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <Keys keys={always} />
      <div className="mt-4 border-t border-line pt-4">
        <CheckField
          name="single-keys"
          label="Keys pressed alone do something"
          checked={on}
          onChange={(event) => setSingleKeys(event.target.checked)}
        />
        <div className={on ? 'mt-2' : 'mt-2 line-through opacity-60'}>
          <Keys keys={single} />
        </div>
      </div>
    </Dialog>
  )
}

function Keys({ keys }: { keys: readonly (readonly [string, string])[] }) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-5">
      {keys.map(([pressed, does]) => (
        <div
          key={pressed}
          className="col-span-2 grid grid-cols-subgrid border-b border-line py-2 last:border-0"
        >
          <dt>
            {pressed.split('  ').map((key, index) => (
              <span key={key}>
                {index > 0 && <span className="px-1 text-ink-soft">or</span>}
                <kbd className="rounded-control border border-line bg-paper px-1.5 py-0.5 font-sans text-sm">
                  {key}
                </kbd>
              </span>
            ))}
          </dt>
          <dd className="text-ink-soft">{does}</dd>
        </div>
      ))}
    </dl>
  )
}
