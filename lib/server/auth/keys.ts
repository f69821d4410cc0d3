import 'server-only'
import { hkdfSync, webcrypto } from 'node:crypto'
import { config } from './config'

/** 32 bytes that only this purpose has, derived from AUTH_SECRET: no token of one kind can pass for another. */
function derive(purpose: string): Uint8Array<ArrayBuffer> {
  const { authSecret } = config()
  return new Uint8Array(hkdfSync('sha256', authSecret, 'trackthatmoney', purpose, 32))
}

/** The derived secret of a purpose as a text, for libraries that want one. */
export function secretFor(purpose: string): string {
  return Buffer.from(derive(purpose)).toString('base64url')
}

/** The derived HMAC-SHA-256 key of a purpose. */
export function signingKey(purpose: string): Promise<webcrypto.CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  return webcrypto.subtle.importKey('raw', derive(purpose), algorithm, false, ['sign', 'verify'])
}
