'use client'

import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { CategoryIcon } from '@/components/parts/category/category-icon'
import {
  type CategoryColor,
  categoryColors,
  categoryIcons,
  type CategoryIcon as IconName,
} from '@/lib/domain/categories/palette'
import { colorWords, iconWords } from './look-words'

const face =
  'pointer-events-none grid size-11 place-items-center rounded-control border border-transparent transition-colors group-hover:bg-accent-tint peer-checked:border-accent peer-checked:bg-accent-tint peer-checked:ring-1 peer-checked:ring-accent peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent forced-colors:peer-checked:border-4'

/** The icons as a group of native radios, each in the chosen colour. */
export function IconField(props: {
  value: string
  color: string
  onChange: (icon: IconName) => void
}) {
  const { value, color, onChange } = props
  return (
    <Radios legend="Icon">
      {categoryIcons.map((icon) => (
        <Choice
          key={icon}
          name="icon"
          label={iconWords[icon]}
          checked={icon === value}
          onChoose={() => onChange(icon)}
        >
          <CategoryIcon icon={icon} color={color} />
        </Choice>
      ))}
    </Radios>
  )
}

/** The colours as a group of native radios. */
export function ColorField(props: { value: string; onChange: (color: CategoryColor) => void }) {
  const { value, onChange } = props
  return (
    <Radios legend="Colour">
      {categoryColors.map((color) => (
        <Choice
          key={color}
          name="color"
          label={colorWords[color]}
          checked={color === value}
          onChoose={() => onChange(color)}
        >
          <span
            data-color={color}
            className="category-tint grid size-7 place-items-center rounded-full"
          >
            <span className="grid size-7 place-items-center rounded-full bg-current forced-color-adjust-none">
              {color === value && <Check size={16} strokeWidth={1.75} className="text-sheet" />}
            </span>
          </span>
        </Choice>
      ))}
    </Radios>
  )
}

function Radios({ legend, children }: { legend: string; children: ReactNode }) {
  const id = `${legend.toLowerCase()}-legend`
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML allows it; a legend needs the fieldset
    <fieldset role="radiogroup" aria-labelledby={id} className="min-w-0">
      <legend id={id} className="mb-1.5 text-sm font-medium">
        {legend}
      </legend>
      <div className="grid grid-cols-[repeat(auto-fill,2.75rem)] gap-1">{children}</div>
    </fieldset>
  )
}

type ChoiceProps = {
  name: string
  label: string
  checked: boolean
  onChoose: () => void
  children: ReactNode
}

function Choice({ name, label, checked, onChoose, children }: ChoiceProps) {
  return (
    <label className="group relative block size-11" title={label}>
      <input
        type="radio"
        name={name}
        aria-label={label}
        checked={checked}
        onChange={onChoose}
        className="peer absolute inset-0 size-full cursor-pointer appearance-none"
      />
      <span className={face}>{children}</span>
    </label>
  )
}
