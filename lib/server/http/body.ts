import 'server-only'
import { AppError, invalidField } from '@/lib/core/errors'

/** The most bytes a JSON body can have. */
export const largestBody = 1024 * 1024

/** A request's JSON body; another content type, more than 1 MiB, or malformed JSON is refused with its own error. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new AppError(
      'unsupported_type',
      'The body must be JSON, with content-type: application/json.',
    )
  }
  const text = await readText(request)
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid', 'The body is not well-formed JSON.', {
      fields: [{ path: '', message: 'is not well-formed JSON' }],
    })
  }
}

async function readText(request: Request): Promise<string> {
  const length = request.headers.get('content-length')
  if (Number(length ?? 0) > largestBody) throw tooLarge()
  // Node lets no more through than the length says; only a body without one has to be counted, which is slower.
  const bytes = length === null ? await readCounted(request) : await request.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw invalidField('The body', 'is not well-formed UTF-8')
  }
}

async function readCounted(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > largestBody) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(): AppError {
  return new AppError('too_large', 'The body is larger than 1 MiB.')
}
