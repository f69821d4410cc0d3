import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { ConnectionOptions } from 'node:tls'

const modes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const
type Mode = (typeof modes)[number]

/** How a connection is encrypted, as the driver wants to be told it, and the address without what says so. */
export type Tls = {
  url: string
  ssl: false | 'prefer' | ConnectionOptions
  /** The mode, where no connection without TLS will do. */
  demanded?: Mode
}

/**
 * Reads `sslmode` and `sslrootcert` of a database address as libpq means them: `require` encrypts (and, with a root
 * certificate, checks it), `verify-ca` and `verify-full` check the certificate, the last one its name, too. Throws a
 * sentence where it says what there is not.
 */
export function tlsOf(address: string): Tls {
  const url = new URL(address)
  const given = url.searchParams.get('sslmode')
  const root = url.searchParams.get('sslrootcert')
  const mode = (given ?? (root ? 'verify-full' : 'disable')) as Mode
  if (!modes.includes(mode)) {
    throw new Error(`sslmode in DATABASE_URL must be one of ${modes.join(', ')}, but is '${mode}'.`)
  }
  url.searchParams.delete('sslmode')
  url.searchParams.delete('sslrootcert')
  // As it was where nothing was said: the driver reads several hosts, which a URL cannot hold.
  const plain = given === null && root === null ? address : url.href
  if (mode === 'disable') return { url: plain, ssl: false }
  // The driver knows but one of them: encrypted where the server can, else not.
  if (mode === 'allow' || mode === 'prefer') return { url: plain, ssl: 'prefer' }
  return { url: plain, ssl: checked(mode, url.hostname, root), demanded: mode }
}

function checked(mode: Mode, hostname: string, root: string | null): ConnectionOptions {
  const host = hostname.replace(/^\[|\]$/g, '')
  // Else a certificate would be held against "localhost", which is what Node takes for a connection without a name.
  const name = isIP(host) ? { host } : { host, servername: host }
  const ca = root && root !== 'system' ? { ca: rootCertificate(root) } : {}
  if (mode === 'require' && !root) return { ...name, rejectUnauthorized: false }
  if (mode === 'verify-full') return { ...name, ...ca }
  return { ...name, ...ca, checkServerIdentity: () => undefined }
}

function rootCertificate(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    throw new Error(`sslrootcert in DATABASE_URL names ${file}, which cannot be read.`)
  }
}

/** What a failed connection says where TLS is demanded; undefined where it failed for another reason. */
export function tlsProblem(demanded: Mode, code: string): string | undefined {
  if (code === 'ECONNRESET' || code.startsWith('ERR_SSL') || code === 'CONNECTION_CLOSED') {
    return `does not speak TLS, which sslmode=${demanded} in DATABASE_URL demands`
  }
  if (/CERT|SIGNATURE|ALTNAME|ISSUER/.test(code)) {
    return `shows a certificate that sslmode=${demanded} in DATABASE_URL does not accept (${code}): name the one that signed it by sslrootcert=FILE`
  }
  return undefined
}
