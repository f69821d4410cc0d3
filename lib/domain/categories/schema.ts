import * as z from 'zod/mini'
import { entity } from '../entity'
import { idField, lineField } from '../fields'
import { categoryColors, categoryIcons } from './palette'
import { lastPosition } from './rules'

/** What expenses are sorted by. `mergedInto` makes it an alias of another category, which reads follow. */
export const category = entity({
  name: z.strictObject({ name: lineField(60) }),
  look: z.strictObject({ icon: z.enum(categoryIcons), color: z.enum(categoryColors) }),
  order: z.strictObject({ position: z.int().check(z.gte(0), z.lte(lastPosition)) }),
  archived: z.strictObject({ archived: z.boolean() }),
  alias: z.strictObject({ mergedInto: z.nullable(idField) }),
})

/** The fields of a category that is being added: it can become an alias only once it is there. */
export const newCategory = category.fields.check(
  z.refine((fields) => fields.mergedInto === null, {
    error: 'must be null in a new category',
    path: ['mergedInto'],
  }),
)
