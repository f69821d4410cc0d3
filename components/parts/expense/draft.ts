import { onDevice } from '@/lib/client/page/kept-values'
import { unsavedUnder } from '@/lib/client/page/unsaved'
import { isCalendarDate } from '@/lib/core/dates'
import { newId } from '@/lib/core/ids'
import { oneLine } from '@/lib/core/one-line'
import type { SharedContext } from '@/lib/core/reading/shared-text'
import { asLine } from '@/lib/core/text'
import { longestNote } from '@/lib/domain/expenses/rules'

/** A new expense that is not saved yet. The category keeps its name too, so that it survives a change of wallet. */
export type Draft = {
  walletId: string
  amount: string
  category: { id: string; name: string }
  /** Empty means today, whenever that is. */
  date: string
  note: string
}

/** One of the drafts of this device; `query` is what its form was opened with, such as a duplicate's values. */
type KeptDraft = { id: string; query: string; draft: Draft }

/** A draft in its form; `left` where it was there before the form was opened. */
export type OpenDraft = KeptDraft & { left: boolean }

export const emptyDraft: Draft = {
  walletId: '',
  amount: '',
  category: { id: '', name: '' },
  date: '',
  note: '',
}

const drafts = unsavedUnder('ttm-drafts', isKeptDraft)
const lineKey = 'ttm-line'
const prefillNames = ['amount', 'category', 'date', 'note']
const longestAmount = 700
const longestName = 100
const longestShared = 20_000

/**
 * What the form begins with: what was left in the form of this address, else the address's own values. The bare form
 * takes up whatever was left last, so that nothing is out of reach whose address is gone.
 */
export function beginDraft(query: URLSearchParams): OpenDraft {
  const bare = !sharedText(query) && !prefillNames.some((name) => query.has(name))
  const address = bare ? '' : String(query)
  const kept = drafts.all().find((one) => bare || one.query === address)
  return kept ? { ...kept, left: true } : newDraft(address, prefilled(query))
}

/** Another draft in the form of an address. */
export function newDraft(query: string, draft: Draft): OpenDraft {
  return { id: newId(), query, draft, left: false }
}

function prefilled(query: URLSearchParams): Draft {
  const line = (name: string, most: number, between?: string) =>
    asLine(oneLine(query.get(name) ?? '', between), most)
  const date = query.get('date') ?? ''
  return {
    walletId: line('wallet', longestName),
    amount: line('amount', longestAmount, ' '),
    category: { id: '', name: line('category', longestName) },
    date: isCalendarDate(date) ? date : '',
    note: line('note', longestNote, ' '),
  }
}

/** What the form begins with where another app shared something; its reader comes only then. */
export async function sharedDraft(query: URLSearchParams, context: SharedContext): Promise<Draft> {
  const { readSharedText } = await import('@/lib/core/reading/shared-text')
  const shared = { title: query.get('title') ?? '', text: sharedText(query) }
  return { ...emptyDraft, ...readSharedText(shared, context) }
}

/** What another app shared with the form, as the manifest's share target names it; empty where nothing was. */
export function sharedText(query: URLSearchParams): string {
  const parts = ['title', 'text', 'url'].map((name) => query.get(name)?.trim())
  return [...new Set(parts)].filter(Boolean).join('\n').slice(0, longestShared)
}

/** Keeps a draft on this device, or forgets it where nothing was written. */
export function keepDraft({ id, query, draft }: OpenDraft): void {
  const { amount, note, category } = draft
  if (amount || note || category.name || category.id) drafts.keep({ id, query, draft })
  else drafts.forget(id)
}

/** Forgets a draft, and the line for keyboards where it came from that. */
export function forgetDraft({ id, query }: OpenDraft): void {
  drafts.forget(id)
  if (new URLSearchParams(query).has('line')) keepLine('')
}

/** The wallet of the draft that was left last; empty where none was chosen. */
export function walletOfDraft(): string {
  return beginDraft(new URLSearchParams()).draft.walletId
}

/** Gives the draft that was left last, or a new one, a category of a wallet. */
export function chooseForDraft(category: Draft['category'], walletId: string): void {
  const last = beginDraft(new URLSearchParams())
  keepDraft({ ...last, draft: { ...last.draft, walletId, category } })
}

/** The line for keyboards as far as it was written. */
export function keptLine(): string {
  return onDevice.read(lineKey) ?? ''
}

/** Keeps the line while it is written. */
export function keepLine(line: string): void {
  if (line) onDevice.keep(lineKey, line)
  else onDevice.forget(lineKey)
}

function isKeptDraft(value: unknown): value is KeptDraft {
  const { id, query, draft } = (value ?? {}) as Record<string, unknown>
  const { category, ...rest } = (draft ?? {}) as Record<string, unknown>
  const { id: categoryId, name } = (category ?? {}) as Record<string, unknown>
  const { walletId, amount, date, note } = rest
  return [id, query, walletId, amount, date, note, categoryId, name].every(
    (text) => typeof text === 'string',
  )
}
