import 'server-only'
import { isCalendarDate } from '@/lib/core/dates'
import { invalidField } from '@/lib/core/errors'
import { isId } from '@/lib/core/ids'
import type { Place } from '../reads/expenses'

/** The opaque text that stands for where a page of expenses ended. */
export function writeCursor({ date, id, spaceId }: Place): string {
  return Buffer.from([date, id, spaceId].join(' ')).toString('base64url')
}

/** Where a page begins, from the cursor of the one before; any other text is refused. */
export function readCursor(cursor: string): Place {
  const parts = Buffer.from(cursor, 'base64url').toString('latin1').split(' ')
  const [date = '', id = '', spaceId = ''] = parts
  if (parts.length !== 3 || !isCalendarDate(date) || !isId(id) || !isId(spaceId)) {
    throw invalidField('cursor', 'must be the nextCursor of an earlier answer')
  }
  return { date, id, spaceId }
}
