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
  if (Number(request.headers.get('content-length') ?? 0) > largestBody) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > largestBody) throw tooLarge()
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw invalidField('The body', 'is not well-formed UTF-8')
  }
}

function tooLarge(): AppError {
  return new AppError('too_large', 'The body is larger than 1 MiB.')
}
