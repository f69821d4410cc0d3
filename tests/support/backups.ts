import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll } from 'vitest'
import { type Options, restoreBackup } from '@/db/backup/restore'
import { sourceOf, writeBackup } from '@/db/backup/write'
import { database, openedDatabase } from '@/db/client'
import { expenses } from '@/db/schema/expenses'
import { newId } from '@/lib/core/ids'

/** An expense as the server has it. */
export async function expenseOnServer(walletId: string, id: string) {
  const [row] = await database()
    .select()
    .from(expenses)
    .where(and(eq(expenses.spaceId, walletId), eq(expenses.id, id)))
  return row
}

/** Backups of the open database, in a folder that lives as long as the tests around it. */
export function backups() {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ttm-recovery-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const source = () => sourceOf(openedDatabase())
  return {
    path: (name: string) => join(folder, name),
    async backUp(): Promise<string> {
      const file = join(folder, `${newId()}.gz`)
      await writeBackup(source(), file)
      return file
    },
    putBack: (file: string, options: Options = {}) => restoreBackup(source(), file, options),
  }
}
