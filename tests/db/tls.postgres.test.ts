import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectPostgres } from '@/db/postgres'
import { type OwnPostgres, postgresPrograms, startOwnPostgres } from '../durability/own-postgres'

const encrypted = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()'

/** Whether a connection with these parameters is encrypted; else the sentence with which it is refused. */
async function connected(url: string, ...parameters: string[]): Promise<unknown> {
  const address = new URL(url)
  for (const one of parameters) {
    const [name = '', value = ''] = one.split('=')
    address.searchParams.set(name, value)
  }
  try {
    const client = await connectPostgres(address.href)
    const [row] = await client.unsafe(encrypted)
    await client.end()
    return row?.ssl
  } catch (error) {
    return (error as Error).message.replace(/:\d+/, ':PORT')
  }
}

describe('a PostgreSQL without TLS', () => {
  const url = process.env.TEST_DATABASE_URL ?? ''

  it.each(['require', 'verify-ca', 'verify-full'])('is refused with sslmode=%s', async (mode) => {
    expect(await connected(url, `sslmode=${mode}`)).toBe(
      `PostgreSQL at ${new URL(url).hostname}:PORT does not speak TLS, which sslmode=${mode} in DATABASE_URL demands.`,
    )
  })

  it('is good enough where nothing more is asked for', async () => {
    for (const mode of ['prefer', 'allow', 'disable']) {
      expect(await connected(url, `sslmode=${mode}`)).toBe(false)
    }
    expect(await connected(url)).toBe(false)
  })

  it('is not tried where nobody knows what is meant', async () => {
    expect(await connected(url, 'sslmode=required')).toBe(
      "sslmode in DATABASE_URL must be one of disable, allow, prefer, require, verify-ca, verify-full, but is 'required'.",
    )
    expect(await connected(url, 'sslmode=verify-full', 'sslrootcert=/none')).toBe(
      'sslrootcert in DATABASE_URL names /none, which cannot be read.',
    )
  })
})

describe('a PostgreSQL with TLS', () => {
  let own: OwnPostgres
  let root: string
  const folder = mkdtempSync(join(tmpdir(), 'ttm-tls-'))

  beforeAll(async () => {
    const programs = postgresPrograms()
    if (!programs) throw new Error('This test needs the programs of PostgreSQL (initdb, pg_ctl).')
    own = await startOwnPostgres(programs)
    const client = await connectPostgres(own.url)
    const [row] = await client.unsafe('show data_directory')
    const data = String(row?.data_directory)
    root = join(folder, 'root.crt')
    const [key, certificate] = [join(data, 'server.key'), join(data, 'server.crt')]
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=127.0.0.1']
    const name = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate]
    execFileSync('openssl', [...request, ...name], { stdio: 'ignore' })
    execFileSync('cp', [certificate, root])
    const { uid, gid } = statSync(data)
    chmodSync(key, 0o600)
    for (const file of [key, certificate]) chownSync(file, uid, gid)
    await client.unsafe('alter system set ssl = on')
    await client.unsafe('select pg_reload_conf()')
    await client.end()
    // It reads its settings anew in its own time.
    while ((await connected(own.url, 'sslmode=require')) !== true) await pause(50)
  }, 120_000)

  afterAll(async () => {
    await own?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is used encrypted, its certificate checked where that is demanded', async () => {
    expect(await connected(own.url, 'sslmode=prefer')).toBe(true)
    for (const mode of ['require', 'verify-ca', 'verify-full']) {
      expect(await connected(own.url, `sslmode=${mode}`, `sslrootcert=${root}`), mode).toBe(true)
    }
    expect(await connected(own.url, 'sslmode=verify-full')).toMatch(
      /^PostgreSQL at 127\.0\.0\.1:PORT shows a certificate that sslmode=verify-full in DATABASE_URL does not accept \(\w+\)/,
    )
  })

  it('must bear the name by which it is called', async () => {
    const url = own.url.replace('127.0.0.1', 'localhost')
    expect(await connected(url, 'sslmode=verify-ca', `sslrootcert=${root}`)).toBe(true)
    expect(await connected(url, 'sslmode=verify-full', `sslrootcert=${root}`)).toContain(
      'does not accept (ERR_TLS_CERT_ALTNAME_INVALID)',
    )
  })
})
