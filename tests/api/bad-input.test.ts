import { beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { endpoints } from '@/lib/server/rest/all'
import type { Endpoint } from '@/lib/server/rest/endpoint'
import { Api, type Problem, register, type User } from '@/tests/support/api'
import {
  badIds,
  badQueries,
  badValues,
  mayBeNull,
  RawJson,
  rawJson,
} from '@/tests/support/bad-values'
import { dump } from '@/tests/support/dump'
import {
  kindOf,
  makeObjects,
  nameOf,
  type Objects,
  sampleBody,
  samplePath,
} from '@/tests/support/samples'

type Case = {
  what: string
  path: string
  body?: string | undefined
  headers?: Record<string, string>
  /** The field that the answer must name; undefined where the request itself is wrong. */
  field?: string
  status?: number
}

let ada: User
let its: Objects

beforeAll(async () => {
  ada = await register()
  its = await makeObjects(ada)
})

describe.each(endpoints.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
  '%s',
  (_, endpoint) => {
    it('refuses whatever is wrong in it, names the field, and changes nothing', async () => {
      const before = await dump(ada)
      const cases = [
        ...bodyCases(endpoint),
        ...queryCases(endpoint),
        ...pathCases(endpoint),
        ...headerCases(endpoint),
      ]
      const api = endpoint.access === 'user' ? ada : new Api()
      for (let from = 0; from < cases.length; from += 16) {
        await Promise.all(cases.slice(from, from + 16).map((one) => check(api, endpoint, one)))
      }
      expect(await dump(ada)).toEqual(before)
    })
  },
)

async function check(api: Api, endpoint: Endpoint, one: Case): Promise<void> {
  const { what, path, body, headers, field, status = 400 } = one
  const reply = await api.call<Problem>(endpoint.method, path, body, headers)
  const named = reply.body?.errors?.map((error) => error.path) ?? []
  expect([what, reply.status, reply.text], what).toEqual([what, status, expect.anything()])
  if (field === undefined) return
  expect(
    named.some((name) => name === field || name.startsWith(`${field}.`)),
    `${what}: ${reply.text}`,
  ).toBe(true)
}

type Properties = { properties?: Record<string, unknown>; required?: string[] }

function fieldsOf(schema: z.ZodType): Properties {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Properties
}

function bodyCases(endpoint: Endpoint): Case[] {
  const sample = sampleBody(endpoint, its)
  if (!endpoint.body || !sample) return []
  const path = samplePath(endpoint, its)
  const { properties = {}, required = [] } = fieldsOf(endpoint.body)
  const cases: Case[] = []
  const add = (what: string, field: string, body: Record<string, unknown>) =>
    cases.push({ what: what.slice(0, 200), path, body: rawJson(body), field })
  for (const field of Object.keys(properties)) {
    const values = badValues[field]
    if (!values) throw new Error(`tests/support/bad-values.ts does not know the field ${field}`)
    for (const value of values) {
      if (value === null && mayBeNull[nameOf(endpoint)]?.includes(field)) continue
      const { [otherOf[field] ?? '']: __, ...rest } = sample
      const shown = value instanceof RawJson ? value.text : JSON.stringify(value)
      add(`${field}: ${shown}`, field, { ...rest, [field]: value })
    }
  }
  for (const field of required) {
    const { [field]: _, ...rest } = sample
    add(`without ${field}`, field, rest)
  }
  for (const field of [
    'colour',
    '__proto__',
    'constructor',
    'toString',
    'ID',
    ' amount',
    '\u0000',
  ]) {
    add(`with ${field}`, field, { ...sample, ...Object.fromEntries([[field, 1]]) })
  }
  return cases
}

/** Only one of the two can be given. */
const otherOf: Record<string, string> = { category: 'categoryId', categoryId: 'category' }

function queryCases(endpoint: Endpoint): Case[] {
  const [path = '', query = ''] = samplePath(endpoint, its).split('?')
  const sample = Object.fromEntries(new URLSearchParams(query))
  const body = sampleBody(endpoint, its)
  const { properties = {}, required = [] } = endpoint.query ? fieldsOf(endpoint.query) : {}
  const cases: Case[] = []
  const add = (field: string, given: [string, string][]) =>
    cases.push({
      what: `?${new URLSearchParams(given)}`,
      path: `${path}?${new URLSearchParams(given)}`,
      body: body && rawJson(body),
      field,
    })
  for (const field of Object.keys(properties)) {
    const values = badQueries[field]
    if (!values) throw new Error(`tests/support/bad-values.ts does not know the query ${field}`)
    for (const value of values) add(field, Object.entries({ ...sample, [field]: value }))
    add(field, [...Object.entries(sample), [field, 'a'], [field, 'b']])
  }
  for (const field of required)
    add(
      field,
      Object.entries(sample).filter(([name]) => name !== field),
    )
  for (const field of ['colour', 'constructor', 'Limit', '\u0000']) {
    add(field, Object.entries({ ...sample, [field]: '1' }))
  }
  return cases
}

function pathCases(endpoint: Endpoint): Case[] {
  if (!kindOf(endpoint)) return []
  const sample = sampleBody(endpoint, its)
  return badIds
    .filter((id) => !/^\.|\//.test(id))
    .map((id) => ({
      what: `id ${id.slice(0, 60)}`,
      path: samplePath(endpoint, its, encodeURIComponent(id)),
      body: sample && rawJson(sample),
      field: 'id',
    }))
}

function headerCases(endpoint: Endpoint): Case[] {
  const path = samplePath(endpoint, its)
  const sample = sampleBody(endpoint, its)
  const body = sample && rawJson(sample)
  const cases: Case[] = []
  const add = (name: string, value: string, field: string) =>
    cases.push({ what: `${name}: ${value}`, path, body, headers: { [name]: value }, field })
  if (endpoint.idempotent) {
    for (const key of ['', 'x'.repeat(201), 'a\tb']) add('idempotency-key', key, 'Idempotency-Key')
  }
  if (endpoint.conditional) {
    for (const tag of ['17', 'W/17', '"x"', '"17-"', '"1" "2"', '"-1"', '', ','])
      add('if-match', tag, 'If-Match')
  }
  const types = body
    ? ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', '', 'json']
    : []
  for (const type of types) {
    cases.push({ what: `as ${type}`, path, body, headers: { 'content-type': type }, status: 415 })
  }
  return cases
}
