import type { IncomingMessage } from 'node:http'
import { Refusal } from './refusal'
import { withBody } from './whole-request'

/** Whether Next would read this as a call of a server action. */
export function isForm({ method, headers }: IncomingMessage): boolean {
  if (method !== 'POST') return false
  return headers['next-action'] !== undefined || isMultipart(headers['content-type'])
}

/**
 * A call of a server action as React writes it, with a form as its last argument; whatever else is sent there, Next would
 * fail over with an error that is nobody's. Throws a Refusal, else answers the request with its form written anew.
 */
export async function readableForm(
  request: IncomingMessage,
  path: string,
): Promise<IncomingMessage> {
  const { headers } = request
  if (path.startsWith('/api/')) {
    throw new Refusal('unsupported_type', 'There are no forms here: see /docs for what is taken.')
  }
  const form = isMultipart(headers['content-type']) ? await formOf(request) : undefined
  if (!form || !(headers['next-action'] === undefined ? isPosted(form) : isCalled(form))) {
    throw new Refusal('invalid', 'The form is not one of ours, or was not sent whole.')
  }
  const again = new Response(form)
  const whole = withBody(request, Buffer.from(await again.arrayBuffer()))
  whole.headers['content-type'] = again.headers.get('content-type') ?? ''
  return whole
}

function isMultipart(type: string | undefined): boolean {
  return /^multipart\/form-data\b/i.test(type ?? '')
}

async function formOf(request: IncomingMessage): Promise<FormData | undefined> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  return new Response(Buffer.concat(chunks), { headers }).formData().catch(() => undefined)
}

/** By a script: the arguments are the state before, and the form, whose fields carry its number. */
function isCalled(form: FormData): boolean {
  const args = read(form.get('0'))
  if (!Array.isArray(args) || args.length !== 2) return false
  const [state, reference] = args
  return isState(state) && typeof reference === 'string' && /^\$K[0-9a-f]+$/.test(reference)
}

/** Without scripts: the action and the state before are fields beside those of the form. */
function isPosted(form: FormData): boolean {
  const actions = [...form.keys()].filter((name) => name.startsWith('$ACTION_'))
  const key = actions.find((name) => name.startsWith('$ACTION_REF_'))?.slice('$ACTION_REF_'.length)
  if (key === undefined) return false
  const own = [`$ACTION_REF_${key}`, `$ACTION_${key}:0`, `$ACTION_${key}:1`, '$ACTION_KEY']
  if (actions.some((name) => !own.includes(name)) || new Set(actions).size !== actions.length) {
    return false
  }
  const action = read(form.get(`$ACTION_${key}:0`))
  const bound = read(form.get(`$ACTION_${key}:1`))
  const { id, bound: by } = (action ?? {}) as { id?: unknown; bound?: unknown }
  if (typeof id !== 'string' || !/^[0-9a-f]+$/.test(id) || by !== '$@1') return false
  return Array.isArray(bound) && bound.length === 1 && isState(bound[0])
}

function read(field: FormDataEntryValue | null): unknown {
  try {
    return typeof field === 'string' ? JSON.parse(field) : undefined
  } catch {
    return undefined
  }
}

/** What a form said last, in which nothing refers to anything else: React would follow it. */
function isState(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !/^\$(?!\$|undefined$)/.test(value)
  if (typeof value !== 'object' || value === null) return true
  if (depth > 4 || Object.hasOwn(value, '__proto__')) return false
  return Object.values(value).every((one) => isState(one, depth + 1))
}
