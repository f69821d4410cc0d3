import type { TypedLine } from '@/components/expenses/line/use-typed-line'
import type { TileCategory } from '@/components/parts/category/category-tile'
import type { Draft, OpenDraft } from '@/components/parts/expense/draft'
import type { FormState } from '@/lib/core/form'
import { type ParsedAmount, toDecimal } from '@/lib/core/money'
import type { LineReading } from '@/lib/core/reading/entry-line'
import { foldName } from '@/lib/core/text'
import type { Typed } from './expense-values'

/** The form for a new expense, as far as a person has come with it. */
export type NewForm = {
  /** What it began with, which is not kept before it changes: a link that was only opened is there again. */
  began: OpenDraft
  open: OpenDraft
  /** Whether the date was taken out, or is still being typed; where nobody touched it, it is today. */
  undated: boolean
  problems: FormState
  /** Whether another one was wanted after it, where saving was asked for too early. */
  asked: boolean | undefined
}

/** What the draft is understood as where it is written. */
export type Reading = {
  /** What the amount says beside a figure. */
  line: LineReading | undefined
  note: string
  /** Undefined until the wallet is known. */
  currency: string | undefined
  categories: readonly TileCategory[] | undefined
  /** The wallet that it is kept for, whichever is used meanwhile. */
  walletId: string
}

export type FormEvent =
  /** The text that another app has shared was read. */
  | { is: 'shared'; draft: Draft }
  | { is: 'written'; change: Partial<Typed>; category?: TileCategory | undefined; reading: Reading }
  /** The person goes on to another field. */
  | { is: 'movedOn'; reading: Reading }
  | { is: 'movedTo'; walletId: string; category: TileCategory | undefined }
  | { is: 'refused'; problems: FormState }
  /** Saving was asked for before it can be done; `another`: and one more after it. */
  | { is: 'early'; another: boolean; why: string }
  /** What was in doubt is chosen. */
  | { is: 'chosen' }
  /** What was wrong, or was waited for, is over. */
  | { is: 'cleared' }
  /** The next one begins. */
  | { is: 'saved'; next: OpenDraft }
  | { is: 'discarded'; next: OpenDraft }

/** The form as it is opened. */
export function beginForm(open: OpenDraft): NewForm {
  return { began: open, open, undated: false, problems: {}, asked: undefined }
}

/** What becomes of the form by what happens in it. Pure. */
export function nextForm(form: NewForm, event: FormEvent): NewForm {
  const { open } = form
  const withDraft = (draft: Draft): NewForm => ({ ...form, open: { ...open, draft } })
  const cleared = { problems: {}, asked: undefined }
  switch (event.is) {
    case 'shared':
      // Whoever was faster goes on with their own.
      return open === form.began ? withDraft(event.draft) : form
    case 'written':
      return write(form, event)
    case 'movedOn': {
      const draft = spread(open.draft, event.reading)
      if (draft === open.draft) return form
      const undated = form.undated && !event.reading.line?.date
      return { ...withDraft({ ...draft, walletId: event.reading.walletId }), undated }
    }
    case 'movedTo': {
      const { walletId, category } = event
      // It is saved by a press that can see where it goes.
      return {
        ...withDraft({ ...open.draft, walletId, ...(category && { category: named(category) }) }),
        ...cleared,
      }
    }
    case 'refused':
      return { ...form, problems: event.problems }
    case 'chosen':
      return { ...form, problems: {} }
    case 'early':
      return { ...form, asked: event.another, problems: { message: event.why } }
    case 'cleared':
      return { ...form, ...cleared }
    case 'saved':
      return { ...form, ...cleared, open: event.next, undated: false }
    case 'discarded':
      return beginForm(event.next)
  }
}

function write(form: NewForm, event: Extract<FormEvent, { is: 'written' }>): NewForm {
  const { change, category, reading } = event
  const { draft } = form.open
  const { categoryId: _, ...fields } = change
  // While the line itself is written nothing of it goes into the other fields.
  const now = fields.amount === undefined ? spread(draft, reading) : draft
  const isDated = now !== draft && reading.line?.date !== undefined
  return {
    ...form,
    undated: fields.date === undefined ? form.undated && !isDated : fields.date === '',
    open: {
      ...form.open,
      draft: {
        ...now,
        walletId: reading.walletId,
        ...fields,
        ...(category && { category: named(category) }),
      },
    },
  }
}

/** The draft with what its line says in the fields that it says it of, and in the amount nothing else. */
function spread(draft: Draft, { line, note, currency, categories }: Reading): Draft {
  if (!currency || !(line?.note || line?.date || line?.categoryId)) return draft
  const category = categories?.find(({ id }) => id === line.categoryId)
  return {
    ...draft,
    amount: line.amount === undefined ? '' : toDecimal(line.amount, currency),
    note,
    date: line.date ?? draft.date,
    ...(category && { category: named(category) }),
  }
}

function named({ id, name }: TileCategory): Draft['category'] {
  return { id, name }
}

/** What was typed as an amount counts as: a figure alone, or a line with words; undefined while it is not read. */
export function meaningOf(
  text: string,
  typed: Pick<TypedLine, 'line' | 'choices' | 'amount' | 'figure'>,
): {
  line: LineReading | undefined
  choices: readonly LineReading[]
  amount: ParsedAmount | undefined
} {
  // Figures alone are an amount or mistyped, as some beside words may be: they stay where they are.
  const isFigure =
    !/\p{L}/u.test(text) ||
    (typed.line?.amount === undefined && !typed.choices[0] && /\d/.test(text))
  if (isFigure) return { line: undefined, choices: [], amount: typed.figure }
  return { line: typed.line, choices: typed.choices, amount: typed.amount }
}

/** The category among the tiles that a person chose, in the line, by a tile, or by the name that a link or a draft has. */
export function pickedOf(
  tiles: readonly TileCategory[] | undefined,
  line: LineReading | undefined,
  { category }: Draft,
): TileCategory | undefined {
  return (
    tiles?.find(({ id }) => id === (line?.categoryId ?? category.id)) ??
    tiles?.find(({ name }) => foldName(name) === foldName(category.name))
  )
}
