import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { errorTable } from '@/lib/core/errors'
import { endpoints } from '@/lib/server/rest/all'
import { openApi } from '@/lib/server/rest/openapi'

type Json = Record<string, unknown>
type Parameter = { name: string; in: string; required: boolean; schema: Json; description?: string }
type Content = Record<string, { schema: Json }>
type Operation = {
  operationId: string
  tags: string[]
  summary: string
  parameters: Parameter[]
  requestBody?: { required: boolean; content: Content }
  responses: Record<string, { description: string; headers?: Json; content?: Content }>
  security: Record<string, string[]>[]
}

const document = openApi()
const paths = document.paths as Record<string, Record<string, Operation>>
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)
const titled = operations.map((one) => [`${one.method.toUpperCase()} ${one.path}`, one] as const)

/** Every value of a document with the way to it. */
function* walk(value: unknown, at: string[] = []): Generator<[at: string[], value: unknown]> {
  yield [at, value]
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) yield* walk(inner, [...at, key])
}

function find(reference: string): unknown {
  const [root, ...parts] = reference.split('/')
  expect(root).toBe('#')
  return parts.reduce<unknown>(
    (at, part) => (at as Json | undefined)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')],
    document,
  )
}

describe('the OpenAPI document', () => {
  it('is 3.1 with a title, a version and one server, and is plain JSON', () => {
    expect(document).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d+$/),
      info: { title: expect.any(String), version: expect.any(String) },
      servers: [{ url: '/api/v1' }],
    })
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
    const known = ['openapi', 'info', 'servers', 'tags', 'paths', 'components']
    expect(Object.keys(document).sort()).toEqual(known.sort())
  })

  it('has every endpoint of the list, and no other', () => {
    const listed = endpoints.map(({ method, path }) => `${method} ${path}`)
    expect(titled.map(([name]) => name).sort()).toEqual([...new Set(listed)].sort())
    expect(listed.length).toBe(titled.length)
  })

  it('leads every reference somewhere, and uses only tags and security schemes that it declares', () => {
    for (const [at, value] of walk(document)) {
      if (at.at(-1) === '$ref') expect(find(String(value)), String(value)).toBeDefined()
    }
    const tags = (document.tags as { name: string }[]).map(({ name }) => name)
    const { securitySchemes } = document.components as { securitySchemes: Json }
    for (const { operation } of operations) {
      expect(operation.tags.filter((tag) => !tags.includes(tag))).toEqual([])
      const schemes = operation.security.flatMap(Object.keys)
      expect(schemes.filter((name) => !(name in securitySchemes))).toEqual([])
    }
  })

  it('gives each operation an id of its own, that a program can use as a name', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^[a-z][A-Za-z0-9]*$/.test(id))).toEqual([])
  })

  it('names every code that an error can have', () => {
    const { schemas } = document.components as { schemas: { Problem: { properties: Json } } }
    expect(schemas.Problem.properties.code).toEqual({ enum: Object.keys(errorTable) })
  })
})

describe.each(titled)('%s', (_, { path, operation }) => {
  it('declares the parameters of its path, and each parameter once', () => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const declared = operation.parameters.filter((one) => one.in === 'path')
    expect(declared.map(({ name }) => name).sort()).toEqual(inPath.sort())
    expect(declared.every(({ required }) => required)).toBe(true)
    const names = operation.parameters.map((one) => `${one.in} ${one.name}`)
    expect(new Set(names).size).toBe(names.length)
    for (const one of operation.parameters) {
      expect(['path', 'query', 'header']).toContain(one.in)
      expect(one.schema, one.name).toMatchObject({ type: expect.anything() })
    }
  })

  it('says what it answers, a problem document for each refusal', () => {
    const { responses } = operation
    const statuses = Object.keys(responses)
    expect(statuses.some((status) => /^2\d\d$/.test(status))).toBe(true)
    for (const [status, response] of Object.entries(responses)) {
      expect(status).toMatch(/^[245]\d\d$/)
      expect(response.description.length).toBeGreaterThan(0)
      const types = Object.keys(response.content ?? {})
      if (Number(status) >= 400) expect(types).toEqual(['application/problem+json'])
      else
        expect(types).toEqual(
          status === '204' ? [] : [path.endsWith('.csv') ? 'text/csv' : 'application/json'],
        )
    }
    if (operation.security.length > 0) expect(statuses).toContain('401')
    if (operation.requestBody)
      expect(statuses).toEqual(expect.arrayContaining(['400', '413', '415']))
  })

  it('has schemas that are JSON Schema 2020-12 as far as they go', () => {
    const contents = [
      operation.requestBody?.content,
      ...Object.values(operation.responses).map(({ content }) => content),
    ]
    const schemas = [
      ...contents.flatMap((content) => Object.values(content ?? {}).map(({ schema }) => schema)),
      ...operation.parameters.map(({ schema }) => schema),
    ]
    for (const schema of schemas) checkSchema(schema)
  })
})

const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']
const keywords = new Set([
  ...['$ref', 'type', 'enum', 'const', 'properties', 'required', 'additionalProperties', 'items'],
  ...['propertyNames', 'anyOf', 'oneOf', 'allOf', 'format', 'pattern', 'description', 'examples'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'default', 'title'],
])

function checkSchema(schema: Json): void {
  expect(Object.keys(schema).filter((name) => !keywords.has(name))).toEqual([])
  if (schema.type !== undefined) {
    expect([schema.type].flat().filter((type) => !types.includes(String(type)))).toEqual([])
  }
  if (typeof schema.pattern === 'string')
    expect(() => new RegExp(schema.pattern as string, 'u')).not.toThrow()
  const properties = (schema.properties ?? {}) as Record<string, Json>
  for (const name of (schema.required ?? []) as string[]) expect(properties).toHaveProperty([name])
  const inner = [
    ...Object.values(properties),
    ...['anyOf', 'oneOf', 'allOf'].flatMap((name) => (schema[name] ?? []) as Json[]),
    ...['items', 'propertyNames', 'additionalProperties'].flatMap((name) =>
      typeof schema[name] === 'object' ? [schema[name] as Json] : [],
    ),
  ]
  for (const one of inner) checkSchema(one)
}

describe('what it shows', () => {
  it('as an example is taken by the schema that it stands beside', () => {
    let shown = 0
    const wrong = endpoints.flatMap(({ method, path, body, query }) =>
      [body, query].flatMap((schema) =>
        Object.entries((schema as z.ZodObject | undefined)?.shape ?? {}).flatMap(
          ([field, inner]) => {
            const json = z.toJSONSchema(inner as z.ZodType, { io: 'input', unrepresentable: 'any' })
            const examples = (json.examples ?? []) as unknown[]
            shown += examples.length
            return examples
              .filter((example) => !z.safeParse(inner as z.ZodType, example).success)
              .map((example) => `${method} ${path} ${field}: ${String(example)}`)
          },
        ),
      ),
    )
    expect(wrong).toEqual([])
    expect(shown).toBeGreaterThan(5)
  })

  it('as a body takes no field that it does not show', () => {
    for (const { method, path, body } of endpoints) {
      if (!body) continue
      const json = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })
      expect(json.additionalProperties, `${method} ${path}`).toBe(false)
    }
  })
})
