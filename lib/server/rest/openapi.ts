import 'server-only'
import * as z from 'zod'
import { type ErrorCode, errorTable } from '@/lib/core/errors'
import { endpoints } from './all'
import type { Endpoint } from './endpoint'

type Json = Record<string, unknown>

const introduction = `Record and read your expenses from scripts.

Get a token with \`POST /auth/token\`, send it as \`Authorization: Bearer …\`; it lasts 15 minutes. Amounts are decimal
texts such as \`"12.50"\`, never rounded. Every answer with an \`ETag\` can be edited with \`If-Match\`. A repeated
\`POST\` with the same \`Idempotency-Key\` is answered as the first time, for 400 days. Errors are
\`application/problem+json\`.`

/** The OpenAPI 3.1 document, made from the same schemas that validate. */
export function openApi(): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = paths[endpoint.path] ?? {}
    path[endpoint.method.toLowerCase()] = operation(endpoint)
    paths[endpoint.path] = path
  }
  return {
    openapi: '3.1.0',
    info: { title: 'TrackThatMoney', version: '1', description: introduction },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(endpoints.map((one) => one.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Problem: problemSchema },
    },
  }
}

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: Object.keys(errorTable) },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

function operation(endpoint: Endpoint): Json {
  const { tag, summary, description, access, body, example } = endpoint
  return {
    tags: [tag],
    summary,
    operationId: operationId(endpoint),
    ...(description && { description }),
    security: access === 'user' ? [{ bearer: [] }] : [],
    parameters: parameters(endpoint),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(body), example } },
      },
    }),
    responses: { ...answers(endpoint), ...refusals(endpoint) },
  }
}

function operationId({ method, path }: Endpoint): string {
  return `${method.toLowerCase()}${path.replace(/[{}]/g, '').replace(/[/.-](\w)/g, (_, letter) => letter.toUpperCase())}`
}

function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return json
}

function parameters({ params, query, idempotent, conditional }: Endpoint): Json[] {
  return [
    ...fieldsOf(params, 'path'),
    ...fieldsOf(query, 'query'),
    ...(idempotent ? [header('Idempotency-Key', 'Names the call, for safe repetition')] : []),
    ...(conditional ? [header('If-Match', 'Only if the ETag is still this one')] : []),
  ]
}

function fieldsOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(typeof description === 'string' && { description }),
    schema: rest,
  }))
}

function header(name: string, description: string): Json {
  return { name, in: 'header', required: false, description, schema: { type: 'string' } }
}

function answers(endpoint: Endpoint): Json {
  return Object.fromEntries(
    Object.entries(endpoint.answers).map(([status, { description, body, type, headers = [] }]) => [
      status,
      {
        description,
        ...(headers.length > 0 && {
          headers: Object.fromEntries(
            headers.map((name) => [name, { schema: { type: 'string' } }]),
          ),
        }),
        ...(body && { content: { 'application/json': { schema: schemaOf(body) } } }),
        ...(type && { content: { [type]: { schema: { type: 'string' } } } }),
      },
    ]),
  )
}

function refusals({ method, access, errors = [], body, idempotent }: Endpoint): Json {
  const codes = new Set<ErrorCode>(errors)
  // Every address refuses a query that it does not know.
  codes.add('invalid')
  if (access === 'user') codes.add('unauthorized')
  if (access === 'user' && method !== 'GET') codes.add('cross_origin')
  if (body) codes.add('too_large').add('unsupported_type')
  if (idempotent) codes.add('id_taken')
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of codes) {
    const { status } = errorTable[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, its]) => [
      status,
      {
        description: its.map((code) => `\`${code}\`: ${errorTable[code].title}`).join('. '),
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    ]),
  )
}
