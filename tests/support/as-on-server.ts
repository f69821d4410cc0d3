import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { database } from '@/db/client'
import { rowColumns, tables } from '@/db/tables'
import { type EntityName, entities } from '@/lib/domain/entities'
import type { TestDevice } from './devices'

/** Fails where a device's rows are not exactly those that the server has in its spaces. */
export async function expectAsOnServer(device: TestDevice, userId: string): Promise<void> {
  const rows = await device.rows()
  const { cookie } = await device.replica.meta()
  for (const name of Object.keys(entities) as EntityName[]) {
    const table = tables[name]
    for (const space of Object.keys(cookie)) {
      const there = await database()
        .select(rowColumns(name))
        .from(table)
        .where(eq(table.spaceId, space))
        .orderBy(table.id)
      const here = (rows[name] as { spaceId: string }[]).filter(({ spaceId }) => spaceId === space)
      expect(here, `${name} of ${space === userId ? 'the user' : 'a wallet'}`).toEqual(there)
    }
  }
}
