import * as z from 'zod/mini'
import { AppError } from '@/lib/core/errors'
import { idField } from '../fields'
import { mutation } from '../mutation'
import { settings } from './schema'

/** Makes a new user's private space with its settings, once. */
export const createSettings = mutation({
  input: z.strictObject({ userId: idField, fields: settings.fields }),
  spaces: (args) => [args.userId],
  role: 'owner',
  makesSpace: 'user',
  async run(tx, { userId, fields }, author) {
    if (userId !== author.userId) throw new AppError('forbidden')
    await tx.create('settings', { spaceId: userId, id: userId }, fields)
    await tx.create('member', { spaceId: userId, id: userId }, { role: 'owner' })
  },
})

/** Changes some of a user's settings. */
export const updateSettings = mutation({
  input: z.strictObject({ userId: idField, changes: settings.changes }),
  spaces: (args) => [args.userId],
  role: 'owner',
  async run(tx, { userId, changes }) {
    await tx.update('settings', { spaceId: userId, id: userId }, changes)
  },
})
