import * as z from 'zod/mini'
import { foldName } from '@/lib/core/text'
import { type Entity, entity } from '../entity'
import { idField, lineField } from '../fields'
import { byField } from '../unit'
import { deriveCategory, fitCategory, followCategory, guardCategory } from './guard'
import { categoryColors, categoryIcons } from './palette'
import { lastPosition } from './rules'

const position = z.int().check(z.gte(0), z.lte(lastPosition))

const units = {
  name: byField({ name: lineField(60) }, { displaced: 'tell', called: 'Name of the category' }),
  look: byField(
    { icon: z.enum(categoryIcons), color: z.enum(categoryColors) },
    { displaced: 'tell', called: 'Look of the category' },
  ),
  order: byField({ position }, { displaced: 'tell', called: 'Place of the category' }),
  archived: byField({ archived: z.boolean() }, { displaced: 'tell', called: 'Category' }),
  alias: byField({ mergedInto: z.nullable(idField) }, { displaced: 'tell', called: 'Category' }),
}

/** What expenses are sorted by. `mergedInto` makes it an alias of another category, which reads follow. */
export const category: Entity<typeof units> = entity({
  spaces: ['wallet'],
  units,
  writer: 'editor',
  // Aliases refer to categories that are none.
  follows: ({ mergedInto }) => mergedInto !== null,
  derived: ({ name }) => (name === undefined ? {} : { nameKey: foldName(name) }),
  derive: deriveCategory,
  guard: guardCategory,
  follow: followCategory,
  fit: fitCategory,
})

/** The fields of a category that is being added: it can become an alias only once it is there. */
export const newCategory = category.fields.check(
  z.refine((fields) => fields.mergedInto === null, {
    error: 'must be null in a new category',
    path: ['mergedInto'],
  }),
)
