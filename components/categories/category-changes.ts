import { showToast } from '@/components/ui/toast-store'
import { mutate } from '@/lib/client/mutate'
import { AppError } from '@/lib/core/errors'
import type { Changes } from '@/lib/domain/entities'
import type { Category } from './category-groups'

/** A refusal in a sentence. */
export function refusalWords(error: unknown): string {
  if (error instanceof AppError) return error.message
  return 'It could not be saved on this device. Nothing you typed is lost.'
}

/** Puts a category right after another one of its wallet, or first. */
export function place({ spaceId, id, name }: Category, after: string | null): Promise<void> {
  return mutate('category.place', { walletId: spaceId, id, after }, `Move category ${name}`)
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
  return update(category, { archived: { from: { archived: !to }, to: { archived: to } } }, words)
}

/** Deletes a category that nothing uses, with a way to undo it. */
export async function remove(category: Category): Promise<void> {
  const { spaceId: walletId, id, name, icon, color, position, archived, mergedInto } = category
  const seen = { name, icon, color, position, archived, mergedInto }
  await mutate('category.delete', { walletId, id, seen }, `Delete category ${name}`)
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
    await separate(category, into)
    for (const one of followers) {
      await alias(one, into.id, category.id, `Merge category ${one.name} into ${name}`)
    }
  }
  showToast(`Merged ${name} into ${into.name}`, undo(separateAll))
}

/** Makes a category that was merged into another one stand for itself again. */
export function separate(category: Category, from: Category): Promise<void> {
  const words = `Separate category ${category.name} from ${from.name}`
  return alias(category, from.id, null, words)
}

function alias(category: Category, from: string | null, to: string | null, words: string) {
  return update(category, { alias: { from: { mergedInto: from }, to: { mergedInto: to } } }, words)
}

function update({ spaceId, id }: Category, changes: Changes<'category'>, words: string) {
  return mutate('category.update', { walletId: spaceId, id, changes }, words)
}

function undo(work: () => Promise<void>) {
  const run = () => work().catch((error: unknown) => showToast(refusalWords(error)))
  return { label: 'Undo', run }
}
