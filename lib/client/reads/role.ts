import type { Writing } from '@/lib/client/replica/store'
import type { Row } from '@/lib/domain/entities'
import { covers } from '@/lib/domain/members/rules'
import type { Role } from '@/lib/domain/members/schema'
import type { Mutation } from '@/lib/domain/mutation'
import type { MutationName } from '@/lib/domain/mutations'
import { mutations } from '@/lib/domain/mutations'
import { refused } from '@/lib/domain/reasons'

/** Whether a member may do what a role may, as far as this device knows: of a space that is only being made it knows nobody. */
export function allows(own: Row<'member'> | undefined, needed: Role): boolean {
  return !own || covers(own.role, needed)
}

/** Refuses a change that this person's role does not allow, before anything of it shows; thrown as AppError. */
export async function refuseBeyondRole(
  transaction: Writing,
  { name, args }: { name: MutationName; args: unknown },
  userId: string,
): Promise<void> {
  const { role, spaces } = mutations[name] as unknown as Mutation<unknown>
  const members = transaction.objectStore('member')
  for (const space of spaces(args)) {
    if (allows(await members.get([space, userId]), role)) continue
    throw refused(role === 'owner' ? 'owners_only' : 'editors_only')
  }
}
