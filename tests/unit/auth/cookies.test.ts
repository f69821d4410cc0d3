import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const bearer = {
  userId: '01936b2a-0000-7000-8000-000000000001',
  sessionId: '01936b2a-0000-7000-8000-000000000002',
}
const secrets = ['a secret that only this test uses one', 'a secret that only this test uses two']

type Place = { secret?: string; dataDir?: string; databaseUrl?: string; appUrl?: string }

/** The cookies of an instance: another process would have read its own environment. */
async function instance({
  secret = secrets[0],
  dataDir = '/data/one',
  databaseUrl = '',
  appUrl = '',
}: Place) {
  vi.resetModules()
  vi.stubEnv('AUTH_SECRET', secret ?? '')
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('DATABASE_URL', databaseUrl)
  vi.stubEnv('APP_URL', appUrl)
  return import('@/lib/server/auth/session-cookie')
}
const name = async (place: Place) => (await instance(place)).cookieName('session')

beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllEnvs())

describe('the names of cookies', () => {
  it('are those of one instance: of its secret and the place of its data', async () => {
    const one = await name({})
    expect(one).toMatch(/^ttm-[\w-]{8}-session$/)
    expect(await name({})).toBe(one)
    const database = 'postgres://ttm:x@localhost/ttm'
    const others = [
      { secret: secrets[1] ?? '' },
      { dataDir: '/data/two' },
      { databaseUrl: database },
      { databaseUrl: `${database}2` },
    ]
    const names = [one]
    for (const place of others) names.push(await name(place))
    expect(new Set(names).size).toBe(names.length)
  })

  it('are shared by the servers of a database, by whichever way they reach it', async () => {
    const one = await name({ databaseUrl: 'postgres://ttm:x@localhost:5432/ttm' })
    const pooled = 'postgresql://other@10.0.0.7:6543/ttm?sslmode=require'
    expect(await name({ databaseUrl: pooled, dataDir: '/elsewhere' })).toBe(one)
  })

  it('keep other hosts out where people come by https', async () => {
    const { cookieName, expiredCookie } = await instance({ appUrl: 'https://money.example.org' })
    for (const one of ['session', 'csrf', 'callback', 'arrived'] as const) {
      expect(cookieName(one)).toMatch(/^__Host-ttm-/)
    }
    expect(expiredCookie(cookieName('session'))).toMatch(
      /^__Host-ttm-[\w-]{8}-session=; Path=\/; .*Secure$/,
    )
  })
})

describe('the session of a Cookie header', () => {
  it('is found under its name, whatever a neighbour puts beside it, and under older names', async () => {
    const { cookieBearer, cookieName, cookieToken } = await instance({})
    const token = await cookieToken.sign(bearer)
    const own = cookieName('session')
    for (const header of [
      `${own}=${token}`,
      `a=b; ${own}=x.y.z; ${own}=${token}; c`,
      `ttm-session=x.y.z;${own}=${token}`,
      `ttm-session=${token}`,
      `ttm-elsewher-session=x.y.z; ttm-elsewhe2-session=${token}`,
    ]) {
      expect(await cookieBearer(header), header).toEqual(bearer)
    }
    for (const header of [
      null,
      '',
      '=',
      own,
      `${own}=`,
      `x${own}=${token}`,
      `ttm-x-session=${token}`,
    ]) {
      expect(await cookieBearer(header), String(header)).toBeUndefined()
    }
  })

  it('is none that another secret signed, nor on https one without the prefix', async () => {
    const other = await instance({ secret: secrets[1] ?? '' })
    const foreign = await other.cookieToken.sign(bearer)
    const { cookieBearer, cookieName, cookieToken } = await instance({
      appUrl: 'https://a.example',
    })
    expect(await cookieBearer(`${cookieName('session')}=${foreign}`)).toBeUndefined()
    const token = await cookieToken.sign(bearer)
    expect(await cookieBearer(`ttm-session=${token}`)).toBeUndefined()
    expect(await cookieBearer(`__Host-ttm-session=${token}`)).toEqual(bearer)
  })
})
