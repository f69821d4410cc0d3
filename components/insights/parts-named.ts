import { addressOf, noFilters } from '@/components/parts/expense/filters'
import { weekdayWords } from '@/components/words/date-words'
import type { Days } from '@/lib/core/dates'
import type { Compared } from '@/lib/domain/summaries/figures'
import type { Parting } from './insights-address'
import type { Lens } from './lens'
import type { NamedPart } from './parts-table'

type Naming = {
  parting: Parting
  lens: Lens
  /** What notes are called, by their key. */
  notes: ReadonlyMap<string, string> | undefined
  /** Whose rows a part leads to. */
  days: Days
  /** Whether an address has to say which wallet it means. */
  several: boolean
  firstWeekday: number
  locale: string
}

/** Parts with their names and where their rows are; days of the week in the order of a week. Pure. */
export function namedParts(parts: readonly Compared[], naming: Naming): NamedPart[] {
  const { parting, firstWeekday } = naming
  // What is usually nothing, and was nothing now, says nothing.
  const told = parts.filter(({ now, before }) => now.count > 0 || before.total !== 0)
  const named = told.map((part) => ({ ...part, ...nameOf(part.key, naming) }))
  if (parting !== 'weekday') return named
  const place = ({ key }: Compared) => (Number(key) - firstWeekday + 7) % 7
  return named.sort((one, other) => place(one) - place(other))
}

function nameOf(key: string, { parting, lens, notes, days, several, locale }: Naming) {
  const filters = { ...noFilters, ...days }
  const at = (id: string) => (several ? id : '')
  if (parting === 'weekday') return { name: weekdayWords(Number(key), 'long', locale), places: [] }
  if (parting === 'note') {
    const note = notes?.get(key) ?? ''
    if (!note) return { name: 'Without a note', places: [] }
    const places = lens.wallets.map(({ id, name }) => ({
      // In quotes, so that no figure or sign in it asks for amounts.
      href: addressOf({ ...filters, q: `"${note.replaceAll('"', ' ')}"`, wallet: at(id) }),
      label: name,
    }))
    return { name: note, places }
  }
  const category = lens.categories.get(key)
  return {
    name: category?.name ?? 'Category',
    ...(category && { color: category.color }),
    id: key,
    places: lens.placesOf(key).map(({ wallet, name }) => ({
      href: addressOf({ ...filters, categories: [name], wallet: at(wallet.id) }),
      label: wallet.name,
    })),
  }
}
