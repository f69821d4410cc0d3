import { SignJWT, UnsecuredJWT } from 'jose'
import { v4 } from 'uuid'
import { beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { register, type User } from '@/tests/support/api'
import { checkReply } from '@/tests/support/api-check'
import { dump } from '@/tests/support/dump'
import { raw } from '@/tests/support/raw-http'
import { serverEnv } from '@/tests/support/server'

type Forgery = {
  typ?: string
  alg?: string
  issuer?: string
  audience?: string
  sub?: unknown
  sid?: unknown
  seconds?: number
  key?: CryptoKey | Uint8Array
}

let ada: User
let bob: User
let sid: string
let key: CryptoKey

// The tests know the server's secret, so that each forgery is wrong in one thing only.
beforeAll(async () => {
  vi.stubEnv('AUTH_SECRET', serverEnv('').AUTH_SECRET ?? '')
  const { signingKey } = await import('@/lib/server/auth/keys')
  key = await signingKey('trackthatmoney-api')
  ;[ada, bob] = await Promise.all([register(), register()])
  const [session] = await ada.all<{ id: string }>('/me/sessions')
  sid = session?.id ?? ''
})

function mint(wrong: Forgery = {}): Promise<string> {
  const right = { sub: ada.id, sid, seconds: 900, audience: 'trackthatmoney-api' }
  const { sub, sid: session, seconds, audience } = { ...right, ...wrong }
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({ sub: sub as string, sid: session })
    .setProtectedHeader({ alg: wrong.alg ?? 'HS256', typ: wrong.typ ?? 'at+jwt' })
    .setIssuer(wrong.issuer ?? 'trackthatmoney')
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(wrong.key ?? key)
}

async function statusOf(authorization: string, path = '/me'): Promise<number> {
  const headers = { 'x-forwarded-for': ada.headers['x-forwarded-for'] ?? '', authorization }
  const reply = await raw({ target: `/api/v1${path}`, headers })
  checkReply('GET', path, reply)
  if (reply.status !== 200) expect(reply.text).not.toContain(ada.email)
  return reply.status
}

it('a token made with the server’s own key works, so that the forgeries fail for what is wrong in them', async () => {
  expect(await statusOf(`Bearer ${await mint()}`)).toBe(200)
})

describe('a token', () => {
  const other = new Uint8Array(32).fill(1)
  const forgeries: [what: string, wrong: () => Forgery][] = [
    ['that is over', () => ({ seconds: -60 })],
    ['of another issuer', () => ({ issuer: 'somebody' })],
    ['for the browser’s cookie', () => ({ audience: 'trackthatmoney-browser' })],
    ['of another type', () => ({ typ: 'session+jwt' })],
    ['of no type', () => ({ typ: 'JWT' })],
    ['with another algorithm', () => ({ alg: 'HS512', key: new Uint8Array(64) })],
    ['signed with another key', () => ({ key: other })],
    ['signed with an empty key', () => ({ key: new Uint8Array(32) })],
    ['of her session for somebody else', () => ({ sub: bob.id })],
    ['of a session that never was', () => ({ sid: v4() })],
    ['whose session is no id', () => ({ sid: "' or 1=1 --" })],
    ['whose user is no id', () => ({ sub: '\u0000' })],
    ['whose user is no text', () => ({ sub: { id: 1 } })],
    ['without a session', () => ({ sid: undefined })],
  ]

  it.each(forgeries)('%s is 401', async (_, wrong) => {
    expect(await statusOf(`Bearer ${await mint(wrong())}`)).toBe(401)
  })

  it('without a signature is 401, however it says so', async () => {
    const claims = new UnsecuredJWT({ sub: ada.id, sid })
      .setIssuer('trackthatmoney')
      .setAudience('trackthatmoney-api')
      .setIssuedAt()
      .setExpirationTime('15m')
      .encode()
    const [, payload] = claims.split('.')
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
      const head = Buffer.from(JSON.stringify({ alg, typ: 'at+jwt' })).toString('base64url')
      for (const signature of ['', 'AA', 'x'.repeat(43)]) {
        expect(await statusOf(`Bearer ${head}.${payload}.${signature}`), alg).toBe(401)
      }
    }
  })

  it('that is cut, doubled, changed in one letter or no token at all is 401', async () => {
    const token = await mint()
    const [head = '', payload = '', signature = ''] = token.split('.')
    const changed = (part: string) => (part.startsWith('A') ? 'B' : 'A') + part.slice(1)
    const broken = [
      ...[token.slice(0, -1), token.slice(1), `${head}.${payload}`, `${head}.${payload}.`],
      ...[`${changed(head)}.${payload}.${signature}`, `${head}.${changed(payload)}.${signature}`],
      ...[`${head}.${payload}.${changed(signature)}`, `${token}.x`, `${token}${token}`],
      ...['a.b.c', '..', 'null', '{}', `${'e30'.repeat(4000)}.e30.e30`],
      ...[`${Buffer.from('"').toString('base64url')}.e30.e30`, `${token}=`, `${token} x`],
    ]
    for (const one of broken) expect(await statusOf(`Bearer ${one}`), one).toBe(401)
  })

  it('in a header of another form is 401', async () => {
    const token = await mint()
    const headers = [
      ...[
        '',
        ' ',
        'Bearer',
        'Bearer ',
        token,
        `Token ${token}`,
        `Basic ${token}`,
        `Bearer:${token}`,
      ],
      ...[`Bearer ${token}, Bearer ${token}`, `Bearer "${token}"`, `BearerX ${token}`, 'Bearer é'],
      `Basic ${Buffer.from(`${ada.email}:${ada.password}`).toString('base64')}`,
      `Bearer ${'x'.repeat(10_000)}`,
    ]
    for (const header of headers) expect(await statusOf(header), header).toBe(401)
  })
})

it('no bad token changes anything or is let through by another route', async () => {
  const before = await dump(ada)
  const expired = { authorization: `Bearer ${await mint({ seconds: -60 })}` }
  const body = { amount: 1, category: 'Dining', date: '2026-11-23' }
  const response = await fetch(`${inject('baseUrl')}/api/v1/expenses`, {
    method: 'POST',
    headers: { ...expired, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(401)
  expect(await statusOf(expired.authorization, '/expenses')).toBe(401)
  expect(await dump(ada)).toEqual(before)
})
