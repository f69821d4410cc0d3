import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readEnv } from '@/lib/server/env'

const scratch = mkdtempSync(join(tmpdir(), 'ttm-env-'))
const secret = 'a secret that only this test uses'
const read = (more: Record<string, string>) =>
  readEnv({ NODE_ENV: 'test', DATA_DIR: join(scratch, 'data'), AUTH_SECRET: secret, ...more })

afterAll(() => rmSync(scratch, { recursive: true }))

describe('the environment', () => {
  it('needs nothing to be set', () => {
    const env = readEnv({ NODE_ENV: 'test', DATA_DIR: join(scratch, 'fresh') })
    expect(env).toMatchObject({ port: 3000, registration: 'open', trustProxy: 0 })
    expect(env).not.toHaveProperty('databaseUrl')
    expect(readEnv({ NODE_ENV: 'test', AUTH_SECRET: secret }).dataDir).toBe(
      join(process.cwd(), 'data'),
    )
  })

  it('takes an empty variable as one that is not set', () => {
    expect(read({ PORT: '', HOST: ' ', APP_URL: '', DATABASE_URL: '', REGISTRATION: '' })).toEqual(
      read({}),
    )
  })

  it('reads everything that can be set', () => {
    const all = read({
      PORT: '0',
      HOST: '::1',
      DATABASE_URL: 'postgres://a:b@c/d',
      APP_URL: 'https://Money.example.org/',
      REGISTRATION: 'invite',
      TRUST_PROXY: '2',
    })
    expect(all).toMatchObject({
      port: 0,
      host: '::1',
      databaseUrl: 'postgres://a:b@c/d',
      appUrl: 'https://money.example.org',
      registration: 'invite',
      trustProxy: 2,
    })
  })

  it.each([
    ['PORT', 'abc', "PORT must be a whole number from 0 to 65535, but is 'abc'."],
    ['PORT', '65536', "PORT must be a whole number from 0 to 65535, but is '65536'."],
    ['PORT', '-1', "PORT must be a whole number from 0 to 65535, but is '-1'."],
    ['PORT', '3e3', "PORT must be a whole number from 0 to 65535, but is '3e3'."],
    ['TRUST_PROXY', '11', "TRUST_PROXY must be a whole number from 0 to 10, but is '11'."],
    ['TRUST_PROXY', 'yes', "TRUST_PROXY must be a whole number from 0 to 10, but is 'yes'."],
    ['HOST', 'a b', "HOST must be an address or a host name, but is 'a b'."],
    ['REGISTRATION', 'Open', "REGISTRATION must be open, invite or closed, but is 'Open'."],
    ['AUTH_SECRET', 'short', 'AUTH_SECRET must be at least 32 bytes long, but has 5.'],
    ['DATABASE_URL', 'mysql://x', 'DATABASE_URL must begin with postgres:// or postgresql://.'],
  ])('refuses %s=%s with a sentence that names it', (name, value, sentence) => {
    expect(() => read({ [name]: value })).toThrow(new Error(sentence))
  })

  it.each(['ftp://a', 'a.example', 'https://a/path', 'https://a/?q', 'https://u:p@a', 'https://'])(
    'refuses APP_URL=%s',
    (url) => expect(() => read({ APP_URL: url })).toThrow(/^APP_URL must be a web address/),
  )

  it('never shows a password', () => {
    expect(() => read({ DATABASE_URL: 'pg://u:hunter2@h/d' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    )
  })

  it.each([
    ['x'.repeat(64), 'must be random, but repeats itself'],
    ['ab'.repeat(20), 'must be random, but repeats itself'],
    ['1234567890'.repeat(4), 'must be random, but repeats itself'],
    ['correct-horse'.repeat(3), 'must be random, but repeats itself'],
    [`${'a'.repeat(40)}b`, 'must be random, but repeats itself'],
    ['abcdefghijklmnopqrstuvwxyz0123456789', 'must be random, but repeats itself'],
    ['zyxwvutsrqponmlkjihgfedcba9876543210', 'must be random, but repeats itself'],
    ['ä'.repeat(32), 'must be random, but repeats itself'],
    ['At least 32 random bytes (openssl rand -base64 48)', 'is the text of an example'],
    ['please-change-me-please-before-you-start', 'is the text of an example'],
  ])('refuses AUTH_SECRET=%s, which can be guessed', (secret, problem) => {
    expect(() => read({ AUTH_SECRET: secret })).toThrow(/^AUTH_SECRET must be /)
    expect(() => read({ AUTH_SECRET: secret })).toThrow(problem)
  })

  it('takes secrets that were drawn at random, in every common form', () => {
    for (let n = 0; n < 500; n++) {
      for (const form of ['hex', 'base64', 'base64url'] as const) {
        const secret = randomBytes(form === 'hex' ? 16 : 32).toString(form)
        expect(read({ AUTH_SECRET: secret }).authSecret).toBe(secret)
      }
    }
  })

  it('is promised nothing that nobody reads: each line of the example names what is checked here', () => {
    const names = readFileSync('.env.example', 'utf8').match(/^[A-Z_]+(?==)/gm) ?? []
    const source = readFileSync('lib/server/env.ts', 'utf8')
    expect(names).toContain('PORT')
    for (const name of names) expect(source).toContain(`'${name}'`)
  })

  it('needs a secret of its own with DATABASE_URL', () => {
    expect(() => read({ DATABASE_URL: 'postgres://h/d', AUTH_SECRET: '' })).toThrow(
      /^AUTH_SECRET must be set when DATABASE_URL is/,
    )
  })

  it('refuses a DATA_DIR that is a file', () => {
    const file = join(scratch, 'file')
    writeFileSync(file, '')
    expect(() => read({ DATA_DIR: file })).toThrow(/^DATA_DIR must be a directory/)
    expect(() => read({ DATA_DIR: join(file, 'below'), AUTH_SECRET: '' })).toThrow(
      /^DATA_DIR must be a directory/,
    )
  })
})

describe('the kept secret', () => {
  const dataDir = join(scratch, 'kept')
  const file = join(dataDir, 'auth-secret')
  const kept = () => read({ DATA_DIR: dataDir, AUTH_SECRET: '' }).authSecret

  it('is made once, long enough, and only its owner can read it', () => {
    const first = kept()
    expect(Buffer.byteLength(first)).toBeGreaterThanOrEqual(32)
    expect(kept()).toBe(first)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8').trim()).toBe(first)
  })

  it('is not replaced when it is damaged', () => {
    writeFileSync(file, 'oops')
    expect(kept).toThrow(/AUTH_SECRET is not set and .*auth-secret holds no usable one/)
    expect(readFileSync(file, 'utf8')).toBe('oops')
    writeFileSync(file, 'x'.repeat(48))
    expect(kept).toThrow(/holds no usable one/)
  })
})
