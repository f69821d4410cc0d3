import { undo } from '@/components/parts/act/undoing'
import { whyRefused } from '@/components/parts/words/why-refused'
import { showToast } from '@/components/ui/toast/toast-store'
import { edit, remove as removeRow } from '@/lib/client/edit'
import { mutate } from '@/lib/client/mutate'
import { AppError } from '@/lib/core/errors'
import { pick } from '@/lib/domain/merge'
import type { Args } from '@/lib/domain/mutations'
import type { Category } from './category-groups'
import type { Look } from './category-values'

type Fields = Args<'category.create'>['fields']

/** A refusal in a sentence. */
export function refusalWords(error: unknown): string {
  if (error instanceof AppError) return whyRefused(error)
  return 'It could not be saved on this device. Nothing you typed is lost.'
}

/** Adds a category, with a way to undo it. */
export async function add(walletId: string, id: string, fields: Fields): Promise<void> {
  const { name } = fields
  await mutate('category.create', { walletId, id, fields }, `Add category ${name}`)
  const back = { walletId, id, seen: fields }
  showToast(
    `Added ${name}`,
    undo(() => mutate('category.delete', back, `Delete category ${name}`)),
  )
}

/** Changes the name or the look of a category from what was seen there, with a way to undo it. */
export async function change(seen: Category, wanted: Partial<Look>): Promise<void> {
  const words = `Change category ${seen.name}`
  await edit('category', seen, wanted, words)
  showToast(
    `Changed ${wanted.name ?? seen.name}`,
    undo(() => edit('category', { ...seen, ...wanted }, pick(seen, Object.keys(wanted)), words)),
  )
}

/** Puts a category right after another one of those in `ids`, or first; says where it is now, with a way to undo it. */
export async function place(
  category: Category,
  after: string | null,
  ids: readonly string[],
): Promise<void> {
  const { spaceId: walletId, id, name } = category
  const put = (after: string | null) =>
    mutate('category.place', { walletId, id, after }, `Move category ${name}`)
  await put(after)
  const before = ids[ids.indexOf(id) - 1] ?? null
  const number = ids.filter((one) => one !== id).indexOf(after ?? '') + 2
  showToast(
    `${name} is number ${number} of ${ids.length} now.`,
    undo(() => put(before)),
  )
}

/** Takes a category out of the forms, or back into them, with a way to undo it. */
export async function archive(category: Category, archived: boolean): Promise<void> {
  await setArchived(category, archived)
  const done = archived ? 'Archived' : 'Brought back'
  showToast(
    `${done} ${category.name}`,
    undo(() => setArchived(category, !archived)),
  )
}

function setArchived(category: Category, to: boolean): Promise<void> {
  const words = `${to ? 'Archive' : 'Bring back'} category ${category.name}`
  return edit('category', { ...category, archived: !to }, { archived: to }, words)
}

/** Deletes a category that nothing uses, with a way to undo it. */
export async function remove(category: Category): Promise<void> {
  const { spaceId: walletId, id, name } = category
  await removeRow('category', category, `Delete category ${name}`)
  const restore = () => mutate('category.restore', { walletId, id }, `Restore category ${name}`)
  showToast(`Deleted ${name}`, undo(restore))
}

/** Makes a category another name of a second one, with a way to undo it that also brings back what was merged into it. */
export async function merge(
  category: Category,
  into: Category,
  followers: readonly Category[],
): Promise<void> {
  const { name } = category
  await alias(category, null, into.id, `Merge category ${name} into ${into.name}`)
  const separateAll = async () => {
    await alias(category, into.id, null, separating(category, into))
    for (const one of followers) {
      await alias(one, into.id, category.id, `Merge category ${one.name} into ${name}`)
    }
  }
  showToast(`Merged ${name} into ${into.name}`, undo(separateAll))
}

/** Makes a category that was merged into another one stand for itself again, with a way to undo it. */
export async function separate(category: Category, from: Category): Promise<void> {
  const { name } = category
  await alias(category, from.id, null, separating(category, from))
  showToast(
    `Separated ${name} from ${from.name}`,
    undo(() => alias(category, null, from.id, `Merge category ${name} into ${from.name}`)),
  )
}

function separating({ name }: Category, from: Category): string {
  return `Separate category ${name} from ${from.name}`
}

function alias(category: Category, from: string | null, to: string | null, words: string) {
  return edit('category', { ...category, mergedInto: from }, { mergedInto: to }, words)
}
