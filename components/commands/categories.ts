import { deletionOf, editOf } from '@/lib/client/edit'
import { changeOf, type Step } from '@/lib/client/mutate'
import type { Row } from '@/lib/domain/entities'
import type { Args } from '@/lib/domain/mutations'
import type { Command } from './perform'

type Category = Row<'category'>
type Fields = Args<'category.create'>['fields']

/** Adds a category; the id is made once for all tries. */
export function addCategory(walletId: string, id: string, fields: Fields): Command {
  const { name } = fields
  const change = changeOf('category.create', { walletId, id, fields }, `Add category ${name}`)
  const seen = { walletId, id, seen: fields }
  const back = changeOf('category.delete', seen, `Delete category ${name}`)
  return { steps: [{ change, back: [back] }], said: `Added ${name}` }
}

/** Changes the name or the look of a category from what was seen there. */
export async function changeCategory(
  seen: Category,
  wanted: Partial<Pick<Category, 'name' | 'icon' | 'color'>>,
): Promise<Command> {
  const step = await editOf('category', seen, wanted, `Change category ${seen.name}`)
  return { steps: [step], said: `Changed ${wanted.name ?? seen.name}` }
}

/** Puts a category right after another one of those in `ids`, or first; says where it is then. */
export function placeCategory(
  { spaceId: walletId, id, name }: Category,
  after: string | null,
  ids: readonly string[],
): Command {
  const put = (after: string | null) =>
    changeOf('category.place', { walletId, id, after }, `Move category ${name}`)
  const before = ids[ids.indexOf(id) - 1] ?? null
  const number = ids.filter((one) => one !== id).indexOf(after ?? '') + 2
  return {
    steps: [{ change: put(after), back: [put(before)] }],
    said: `${name} is number ${number} of ${ids.length} now.`,
  }
}

/** Takes a category out of the forms, or back into them. */
export async function archiveCategory(category: Category, archived: boolean): Promise<Command> {
  const { name } = category
  const words = (to: boolean) => `${to ? 'Archive' : 'Bring back'} category ${name}`
  // What it is now may be what is wanted already: it is said and taken back all the same.
  const seen = { ...category, archived: !archived }
  const step = await editOf('category', seen, { archived }, words(archived), words(!archived))
  return { steps: [step], said: `${archived ? 'Archived' : 'Brought back'} ${name}` }
}

/** Deletes a category that nothing uses. */
export async function deleteCategory(category: Category): Promise<Command> {
  const { spaceId: walletId, id, name } = category
  const change = await deletionOf('category', category, `Delete category ${name}`)
  const back = changeOf('category.restore', { walletId, id }, `Restore category ${name}`)
  return { steps: [{ change, back: [back] }], said: `Deleted ${name}` }
}

/** Makes a category another name of a second one; taken back, it has again what was merged into it. */
export async function mergeCategory(
  category: Category,
  into: Category,
  followers: readonly Category[],
): Promise<Command> {
  const { name } = category
  const step = await aliased(category, into, true)
  // They follow the second one meanwhile.
  const followed = await Promise.all(
    followers.map((one) =>
      editOf(
        'category',
        { ...one, mergedInto: into.id },
        { mergedInto: category.id },
        `Merge category ${one.name} into ${name}`,
      ),
    ),
  )
  const back = [...step.back, ...followed.map(({ change }) => change)]
  return { steps: [{ ...step, back }], said: `Merged ${name} into ${into.name}` }
}

/** Makes a category that was merged into another one stand for itself again. */
export async function separateCategory(category: Category, from: Category): Promise<Command> {
  const step = await aliased(category, from, false)
  return { steps: [step], said: `Separated ${category.name} from ${from.name}` }
}

/** Merges a category into another one, or separates it from that; taken back, the other way round. */
function aliased(category: Category, other: Category, merged: boolean): Promise<Step> {
  const { name } = category
  const words = (to: boolean) =>
    to
      ? `Merge category ${name} into ${other.name}`
      : `Separate category ${name} from ${other.name}`
  const [from, to] = merged ? [null, other.id] : [other.id, null]
  const seen = { ...category, mergedInto: from }
  return editOf('category', seen, { mergedInto: to }, words(merged), words(!merged))
}
