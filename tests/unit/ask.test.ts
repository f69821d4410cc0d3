import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { endSession } from '@/lib/client/page/arrival'
import { ask, NotOurs } from '@/lib/client/syncing/ask'
import { callApi } from '@/lib/client/syncing/rest'
import { sendToServer } from '@/lib/client/syncing/transport'
import { AppError, type ErrorCode } from '@/lib/core/errors'
import { problem } from '@/lib/server/http/problem'

let answer: (response: ServerResponse) => void = () => {}
const server = createServer((_, response) => answer(response))

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const whole = globalThis.fetch
  // A page asks by paths.
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) =>
    whole(`http://127.0.0.1:${port}${path}`, init),
  )
})
afterAll(() => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  server.close()
})

function says(status: number, type: string, body: string, headers = {}) {
  answer = (response) =>
    void response.writeHead(status, { 'content-type': type, ...headers }).end(body)
}

const json = 'application/json'
const request = {} as Parameters<typeof sendToServer>[0]

async function saysOurs(code: ErrorCode) {
  const response = problem(new AppError(code))
  says(response.status, response.headers.get('content-type') ?? '', await response.text())
}

describe('an answer that is not the server’s', () => {
  it.each<[string, number, string, string, object?]>([
    ['sign-in', 302, 'text/html', '', { location: '/gate' }],
    ['sign-in', 302, 'text/html', '', { location: 'https://gate.example/' }],
    ['sign-in', 200, 'text/html', '<h1>Gate</h1>'],
    ['sign-in', 200, json, '{"ok":true}'],
    ['sign-in', 200, json, 'null'],
    ['sign-in', 200, json, 'cut short {'],
    ['sign-in', 200, json, '[]'],
    ['sign-in', 204, '', ''],
    ['sign-in', 401, 'text/html', 'Gate'],
    ['sign-in', 401, json, '{"code":"session_revoked","status":401}'],
    ['sign-in', 403, json, '{"code":"other_account","detail":"Go away."}'],
    [
      'sign-in',
      401,
      'application/problem+json',
      '{"type":"https://gate.example/x","code":"unauthorized"}',
    ],
    ['sign-in', 511, 'text/html', 'Portal'],
    ['mending', 502, 'text/html', 'Bad gateway'],
    ['mending', 503, json, '{}'],
    ['mending', 404, 'text/plain', '404 page not found'],
    ['mending', 500, json, '{"code":"internal"}'],
  ])('wants %s: %i %s %s', async (wants, status, type, body, headers) => {
    says(status, type, body, headers)
    await expect(sendToServer(request)).rejects.toMatchObject({ name: 'NotOurs', wants })
    await expect(callApi('GET', '/me', { has: 'id' })).rejects.toBeInstanceOf(NotOurs)
    if (status !== 204) await expect(endSession()).rejects.toBeInstanceOf(NotOurs)
  })

  it('is none where it was cut on its way, or nothing answered', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-type': json, 'content-length': '100' })
      response.write('{"acks":', () => response.destroy())
    }
    await expect(sendToServer(request)).rejects.not.toBeInstanceOf(NotOurs)
    answer = (response) => response.destroy()
    await expect(sendToServer(request)).rejects.not.toBeInstanceOf(NotOurs)
  })
})

describe('an answer of the server', () => {
  it('is taken with the field that was asked for, and refusals by their code', async () => {
    says(200, `${json}; charset=utf-8`, '{"acks":[]}')
    expect(await sendToServer(request)).toEqual({ acks: [] })
    says(200, json, '{"arrival":null}')
    expect(await ask('/x', { patience: 5000, has: 'arrival' })).toEqual({
      reply: { arrival: null },
    })
    await saysOurs('other_epoch')
    await expect(sendToServer(request)).rejects.toMatchObject({
      name: 'SyncProblem',
      code: 'other_epoch',
    })
    await saysOurs('email_taken')
    await expect(callApi('POST', '/me/email')).rejects.toMatchObject({
      code: 'email_taken',
      status: 409,
    })
    says(418, 'application/problem+json', '{"type":"about:blank#of_tomorrow","code":"of_tomorrow"}')
    await expect(callApi('GET', '/me')).rejects.toMatchObject({ code: 'internal' })
  })

  it('ends a session where it says that it has, or that there is none', async () => {
    answer = (response) => void response.writeHead(204).end()
    await endSession()
    await saysOurs('unauthorized')
    await endSession()
    await saysOurs('unavailable')
    await expect(endSession()).rejects.toThrow('The session was not ended')
  })
})
