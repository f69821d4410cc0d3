import { CategoryIcon } from '@/components/parts/category/category-icon'
import { categoryColors, categoryIcons } from '@/lib/domain/categories/palette'
import { Part, Shown } from './part'

const colors = [
  ['paper', 'the page'],
  ['sheet', 'sheets, panels, fields'],
  ['line', 'hairlines'],
  ['edge', 'edges of controls'],
  ['ink', 'text, figures'],
  ['ink-soft', 'what stands behind'],
  ['accent', 'the one action, focus, chosen'],
  ['accent-strong', 'the same, pressed'],
  ['on-accent', 'text on it'],
  ['accent-tint', 'ground of what is chosen'],
  ['warn', 'to review, near the limit'],
  ['danger', 'destructive, wrong'],
  ['danger-tint', 'its ground'],
  ['ok', 'done'],
] as const
const sizes = ['2xl', 'xl', 'lg', 'base', 'sm', 'xs'] as const
const weights = ['normal', 'medium', 'bold'] as const
const spaces = [4, 8, 12, 16, 24, 32, 40]

/** Colours, and the categories' colours and icons. */
export function Colors() {
  return (
    <Part title="Colour">
      <ul className="grid grid-cols-2 gap-3">
        {colors.map(([name, use]) => (
          <li key={name} className="flex items-center gap-3">
            <span
              className="size-10 flex-none rounded-control border border-line"
              style={{ background: `var(--color-${name})` }}
            />
            <span className="min-w-0 text-sm">
              {name}
              <span className="block text-ink-soft">{use}</span>
            </span>
          </li>
        ))}
      </ul>
      <Shown as="Categories: one lightness and chroma, the icon on 14 % of its colour">
        <ul className="grid grid-cols-4 gap-3">
          {categoryColors.map((name, at) => (
            <li key={name} className="flex flex-col items-center gap-1.5 text-xs">
              <CategoryIcon icon={categoryIcons[at] ?? 'tag'} color={name} />
              {name}
            </li>
          ))}
        </ul>
      </Shown>
      <Shown as="Every icon of a category">
        <ul className="flex flex-wrap gap-2">
          {categoryIcons.map((name, at) => (
            <li key={name} title={name}>
              <CategoryIcon icon={name} color={categoryColors[at % 12] ?? 'slate'} />
              <span className="sr-only">{name}</span>
            </li>
          ))}
        </ul>
      </Shown>
    </Part>
  )
}

/** Sizes and weights of the one typeface, and its figures. */
export function Type() {
  return (
    <Part title="Type">
      <div>
        {sizes.map((size) => (
          <p
            key={size}
            className="truncate"
            style={{
              fontSize: `var(--text-${size})`,
              lineHeight: `var(--text-${size}--line-height)`,
            }}
          >
            {size} Every penny
          </p>
        ))}
      </div>
      <div>
        {weights.map((weight) => (
          <p key={weight} style={{ fontWeight: `var(--font-weight-${weight})` }}>
            {weight} Groceries, dining, zażółć gęślą jaźń
          </p>
        ))}
      </div>
      <div className="figures text-lg">
        <p>1 111.11 €</p>
        <p>8 084.90 €</p>
      </div>
    </Part>
  )
}

/** Space, corners, the one shadow, and motion. */
export function Shapes() {
  return (
    <Part title="Space, corners, motion">
      <Shown as="Steps of 4">
        <div className="flex items-end gap-3">
          {spaces.map((space) => (
            <span key={space} className="text-center text-xs text-ink-soft">
              <span className="mb-1 block bg-accent" style={{ width: space, height: space }} />
              {space}
            </span>
          ))}
        </div>
      </Shown>
      <div className="flex flex-wrap gap-3 text-sm">
        <span className="grid h-14 w-28 place-items-center rounded-control border border-edge">
          control, 6
        </span>
        <span className="grid h-14 w-28 place-items-center rounded-sheet border border-line bg-sheet shadow-sheet">
          sheet, 12
        </span>
        <span className="grid size-14 place-items-center rounded-full border border-line">
          full
        </span>
      </div>
      <Shown as="150 ms ease-out; a sheet 160 ms, a toast 120 ms; nothing under reduced motion">
        <button
          type="button"
          className="h-14 w-28 rounded-control border border-edge bg-sheet text-sm transition-colors hover:border-accent hover:text-accent"
        >
          Point at it
        </button>
      </Shown>
    </Part>
  )
}
