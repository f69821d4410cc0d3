import * as z from 'zod/v4/core'
import { AppError, type FieldError } from './errors'

/** Reads a value by a Zod schema (full or mini); what does not fit is one `invalid` error that names every field. */
export function parse<S extends z.$ZodType>(schema: S, value: unknown): z.output<S> {
  const result = z.safeParse(schema, value, { reportInput: true })
  if (result.success) return result.data
  const { issues } = result.error
  throw invalidFields(issues.slice(0, mostTold).flatMap(fieldErrors), issues.length)
}

/** How many wrong fields one answer names: nobody reads more, and a caller decides how many there are. */
const mostTold = 20

/** An `invalid` error about several fields, of `all` that are wrong; its sentence tells the first and counts the rest. */
export function invalidFields(found: FieldError[], all = found.length): AppError {
  const fields = found.slice(0, mostTold)
  const [first] = fields
  const others = Math.max(all, found.length) - 1
  const more = others > 0 ? ` (${others} more)` : ''
  const sentence = first ? `${first.path || 'The input'} ${first.message}.${more}` : undefined
  return new AppError('invalid', sentence, { fields })
}

function fieldErrors(issue: z.$ZodIssue): FieldError[] {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    const inside = path ? `${path}.` : ''
    return issue.keys
      .slice(0, 20)
      .map((key) => ({ path: `${inside}${key.slice(0, 60)}`, message: 'is not a known field' }))
  }
  return [{ path, message: messageOf(issue) }]
}

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
  null: 'null',
}

function messageOf(issue: z.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing'
      return `must be ${typeNames[issue.expected] ?? issue.expected}`
    case 'too_small':
      return bound(issue.origin, 'at least', String(issue.minimum))
    case 'too_big':
      return bound(issue.origin, 'at most', String(issue.maximum))
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(', ')}`
    case 'invalid_union':
      return unionMessage(issue.errors)
    case 'custom':
      return issue.message
    default:
      return 'is not valid'
  }
}

function bound(origin: string, direction: string, limit: string): string {
  if (origin === 'string') return `must have ${direction} ${limit} characters`
  if (origin === 'array') return `must have ${direction} ${limit} entries`
  return `must be ${direction} ${limit}`
}

function unionMessage(errors: readonly (readonly z.$ZodIssue[])[]): string {
  const kinds = new Set<string>()
  for (const [first] of errors) {
    if (first && first.code !== 'invalid_type') return messageOf(first)
    if (first) kinds.add(messageOf(first).replace('must be ', ''))
  }
  return kinds.has('is missing') ? 'is missing' : `must be ${[...kinds].join(' or ')}`
}
