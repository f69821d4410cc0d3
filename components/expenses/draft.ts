import { isCalendarDate } from '@/lib/core/dates'

/** A new expense that is not saved yet. The category keeps its name too, so that it survives a change of wallet. */
export type Draft = {
  walletId: string
  amount: string
  category: { id: string; name: string }
  /** Empty means today, whenever that is. */
  date: string
  note: string
}

export const emptyDraft: Draft = {
  walletId: '',
  amount: '',
  category: { id: '', name: '' },
  date: '',
  note: '',
}

const key = 'ttm-draft'
const lineKey = 'ttm-line'
const prefillNames = ['amount', 'category', 'date', 'note']
const longestShared = 20_000

/** What the form begins with: a prefill link's values, else what was being written when the tab was closed. */
export function firstDraft(query: URLSearchParams): Draft {
  if (sharedText(query)) return emptyDraft
  if (!prefillNames.some((name) => query.has(name))) return keptDraft()
  const date = query.get('date') ?? ''
  return {
    walletId: '',
    amount: query.get('amount')?.slice(0, 100) ?? '',
    category: { id: '', name: query.get('category') ?? '' },
    date: isCalendarDate(date) ? date : '',
    note: query.get('note')?.slice(0, 500) ?? '',
  }
}

/** What the form begins with where another app shared something; its reader comes only then. */
export async function sharedDraft(query: URLSearchParams, today: string): Promise<Draft> {
  const { readSharedText } = await import('@/lib/core/shared-text')
  const shared = { title: query.get('title') ?? '', text: sharedText(query) }
  return { ...emptyDraft, ...readSharedText(shared, today) }
}

/** What another app shared with the form, as the manifest's share target names it; empty where nothing was. */
export function sharedText(query: URLSearchParams): string {
  const parts = ['title', 'text', 'url'].map((name) => query.get(name)?.trim())
  return [...new Set(parts)].filter(Boolean).join('\n').slice(0, longestShared)
}

/** Keeps the draft on this device, or forgets it where nothing was written. */
export function keepDraft(draft: Draft): void {
  const written = draft.amount || draft.note || draft.category.name || draft.category.id
  try {
    if (written) localStorage.setItem(key, JSON.stringify(draft))
    else localStorage.removeItem(key)
  } catch {
    // A browser that stores nothing still takes expenses.
  }
}

/** Forgets the draft. */
export function forgetDraft(): void {
  keepDraft(emptyDraft)
}

/** The line for keyboards as far as it was written in this tab. */
export function keptLine(): string {
  return sessionStorage.getItem(lineKey) ?? ''
}

/** Keeps the line while it is written. */
export function keepLine(line: string): void {
  sessionStorage.setItem(lineKey, line)
}

/** What was being written when the tab was closed, or nothing. */
export function keptDraft(): Draft {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return isDraft(kept) ? kept : emptyDraft
  } catch {
    return emptyDraft
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false
  const { category, ...rest } = value as Record<string, unknown>
  const { id, name } = (category ?? {}) as Record<string, unknown>
  return [rest.walletId, rest.amount, rest.date, rest.note, id, name].every(
    (text) => typeof text === 'string',
  )
}
