import { expect } from 'vitest'
import { errorTable } from '@/lib/core/errors'
import { endpoints } from '@/lib/server/rest/all'
import type { Endpoint } from '@/lib/server/rest/endpoint'
import { openApi } from '@/lib/server/rest/openapi'

type Got = { status: number; headers: Headers; text: string }

const documented = openApi().paths as Record<string, Record<string, { responses: object }>>
const patterns = endpoints.map((endpoint) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[^/]+').replace(/\./g, '\\.')}$`),
}))

/** The endpoint that a method and a path below /api/v1 lead to. */
export function endpointAt(method: string, path: string): Endpoint | undefined {
  const [bare = ''] = path.split('?')
  const wanted = method === 'HEAD' ? 'GET' : method
  return patterns.find(({ endpoint, pattern }) => endpoint.method === wanted && pattern.test(bare))
    ?.endpoint
}

/**
 * Holds any answer of the API against what is promised of it: never a 5xx; a status that OpenAPI names; a body that its
 * schema fits; a problem document for everything refused. Answers the parsed body.
 */
export function checkReply(method: string, path: string, got: Got): unknown {
  const endpoint = endpointAt(method, path)
  const what = `${method} ${path.slice(0, 200)} → ${got.status} ${got.text.slice(0, 500)}`
  expect(got.status, what).toBeLessThan(500)
  expect(got.headers.get('cache-control'), what).toContain('no-store')
  // Headers that are too large are answered before there is a request.
  if (got.status !== 431) expect(got.headers.get('x-request-id'), what).toBeTruthy()
  expect(got.headers.get('x-content-type-options'), what).toBe('nosniff')
  if (endpoint && got.status !== 431) {
    const { responses } = documented[endpoint.path]?.[endpoint.method.toLowerCase()] ?? {}
    expect(Object.keys(responses ?? {}), `documented: ${what}`).toContain(String(got.status))
  }
  if (method === 'HEAD') return undefined
  if (got.status >= 400) return checkProblem(got, what)
  if (!endpoint) return got.text === '' ? undefined : JSON.parse(got.text)
  return checkAnswer(endpoint, got, what)
}

function checkAnswer(endpoint: Endpoint, { status, headers, text }: Got, what: string): unknown {
  const answer = endpoint.answers[status]
  for (const name of answer?.headers ?? []) {
    // Only a move has one.
    if (name !== 'Content-Location') expect(headers.get(name), `${name}: ${what}`).toBeTruthy()
  }
  if (answer?.type) {
    expect(headers.get('content-type'), what).toBe(`${answer.type}; charset=utf-8`)
    return text
  }
  if (!answer?.body) {
    expect(text, what).toBe('')
    return undefined
  }
  expect(headers.get('content-type'), what).toBe('application/json')
  const body: unknown = JSON.parse(text)
  const { success, error } = answer.body.safeParse(body)
  expect(success, `${what}: ${error?.message}`).toBe(true)
  return body
}

function checkProblem({ status, headers, text }: Got, what: string): unknown {
  expect(headers.get('content-type'), what).toBe('application/problem+json')
  const problem = JSON.parse(text)
  const { type, title, code, detail, errors, ...more } = problem
  expect({ ...more, texts: [type, title, detail].map((one) => typeof one) }, what).toEqual({
    status,
    texts: ['string', 'string', 'string'],
  })
  // The one status that the table lacks.
  if (status !== 431) {
    expect(errorTable[code as keyof typeof errorTable]?.status, what).toBe(status)
  }
  for (const one of errors ?? []) {
    expect(one, what).toEqual({ path: expect.any(String), message: expect.any(String) })
  }
  if (status === 401) expect(headers.get('www-authenticate'), what).toMatch(/^Bearer/)
  if (status === 429) expect(Number(headers.get('retry-after')), what).toBeGreaterThan(0)
  if (status === 405) expect(headers.get('allow'), what).toBeTruthy()
  return problem
}
