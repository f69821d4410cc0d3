import { createSecretKey, hkdfSync } from 'node:crypto'
import { SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { accessToken } from '@/lib/server/auth/access-token'
import { cookieToken } from '@/lib/server/auth/session-cookie'

const secret = 'a secret that only this test uses'
const userId = '01936b2a-0000-7000-8000-000000000001'
const sessionId = '01936b2a-0000-7000-8000-000000000002'

/** The key of a purpose, as keys.ts derives it: what an attacker never has. */
function key(purpose: string, from = secret) {
  return createSecretKey(Buffer.from(hkdfSync('sha256', from, 'trackthatmoney', purpose, 32)))
}

type Parts = {
  alg?: string
  typ?: string
  issuer?: string
  audience?: string
  expires?: number
  claims?: Record<string, unknown>
  subject?: string
  signedWith?: ReturnType<typeof key>
}

/** An access token like ours but for the parts that a test changes. */
function forged(parts: Parts = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT(parts.claims ?? { sid: sessionId })
    .setProtectedHeader({ alg: parts.alg ?? 'HS256', typ: parts.typ ?? 'at+jwt' })
    .setSubject(parts.subject ?? userId)
    .setIssuer(parts.issuer ?? 'trackthatmoney')
    .setAudience(parts.audience ?? 'trackthatmoney-api')
    .setIssuedAt(now)
    .setExpirationTime(now + (parts.expires ?? 900))
    .sign(parts.signedWith ?? key('trackthatmoney-api'))
}

beforeAll(() => vi.stubEnv('AUTH_SECRET', secret))
afterAll(() => vi.unstubAllEnvs())

describe('an access token', () => {
  it('says whose it is, for 15 minutes', async () => {
    const token = await accessToken.sign({ userId, sessionId })
    expect(await accessToken.read(token)).toEqual({ userId, sessionId })
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    expect(claims.exp - claims.iat).toBe(900)
  })

  it('is recognised when made from the same parts, so that the forgeries below fail for their one difference', async () => {
    expect(await accessToken.read(await forged())).toEqual({ userId, sessionId })
  })

  it.each<[string, Parts]>([
    ['another secret', { signedWith: key('trackthatmoney-api', 'some other secret') }],
    ['the key of another purpose', { signedWith: key('trackthatmoney-browser') }],
    ['another algorithm', { alg: 'HS512' }],
    ['another type', { typ: 'JWT' }],
    ['the type of the cookie', { typ: 'session+jwt' }],
    ['another issuer', { issuer: 'someone-else' }],
    ['another audience', { audience: 'trackthatmoney-browser' }],
    ['an end that is past', { expires: -6 }],
    ['no session', { claims: {} }],
    ['a session that is no id', { claims: { sid: "' or 1=1" } }],
    ['a user that is no id', { subject: 'root' }],
  ])('is refused with %s', async (_, parts) => {
    expect(await accessToken.read(await forged(parts))).toBeUndefined()
  })

  it('is refused unsigned, truncated, changed, too long, or as no token at all', async () => {
    const token = await accessToken.sign({ userId, sessionId })
    const [head = '', body = '', signature = ''] = token.split('.')
    const unsigned = new UnsecuredJWT({ sid: sessionId })
      .setSubject(userId)
      .setIssuer('trackthatmoney')
      .setAudience('trackthatmoney-api')
      .setIssuedAt()
      .setExpirationTime('15m')
      .encode()
    const other = Buffer.from(
      Buffer.from(body, 'base64url').toString().replace(userId, sessionId),
    ).toString('base64url')
    const broken = [
      ...[unsigned, `${head}.${body}.`, `${head}.${other}.${signature}`],
      ...[token.slice(0, -1), `${head}.${body}`, `${token}.${token}`],
      ...['', '..', 'null', '💥', 'x'.repeat(5000)],
    ]
    for (const text of broken) expect(await accessToken.read(text), text).toBeUndefined()
  })

  it('and a session cookie do not pass for each other', async () => {
    const cookie = await cookieToken.sign({ userId, sessionId })
    expect(await cookieToken.read(cookie)).toEqual({ userId, sessionId })
    expect(await accessToken.read(cookie)).toBeUndefined()
    expect(await cookieToken.read(await accessToken.sign({ userId, sessionId }))).toBeUndefined()
  })
})
