import 'server-only'
import { AppError, invalidField } from '@/lib/core/errors'

/** How deep the lists and objects of a body may lie in each other; none of ours comes near it. */
const deepest = 64

/**
 * A request's JSON body, which the server in front has found to be whole and not too large; another content type or
 * malformed JSON is refused with its own error, and so is what is nested too deeply, unless `deep` says that its reader
 * judges that itself.
 */
export async function readJson(request: Request, { deep = false } = {}): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(/[;,]/)[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new AppError(
      'unsupported_type',
      'The body must be JSON, with content-type: application/json.',
    )
  }
  const text = await readText(request)
  const value = parsed(text)
  if (!deep) requireShallowFields(value)
  return value
}

/** Refuses what is nested so deeply that nobody can write it out again. */
export function requireShallow(name: string, value: unknown): void {
  let level = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw invalidField(name, 'is nested too deeply')
    level = level.flatMap((one) => (typeof one === 'object' && one ? Object.values(one) : []))
  }
}

function requireShallowFields(value: unknown): void {
  if (typeof value === 'object' && value && !Array.isArray(value)) {
    for (const [name, field] of Object.entries(value)) requireShallow(name, field)
  } else requireShallow('The body', value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid', 'The body is not well-formed JSON.', {
      fields: [{ path: '', message: 'is not well-formed JSON' }],
    })
  }
}

async function readText(request: Request): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await request.arrayBuffer())
  } catch {
    throw invalidField('The body', 'is not well-formed UTF-8')
  }
}
