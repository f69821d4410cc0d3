import 'server-only'
import type { webcrypto } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { isId } from '@/lib/core/ids'
import { signingKey } from './keys'

/** Who a token speaks for: a user, in one session. */
export type Bearer = { userId: string; sessionId: string }

const issuer = 'trackthatmoney'
const algorithm = 'HS256'

/**
 * One kind of signed token (JWT): its own key, audience and type, HS256 only. `read` answers undefined for whatever
 * is not a valid one: forged, expired, of another kind, or no token at all.
 */
export function signedToken(kind: { typ: string; audience: string; seconds: number }) {
  let imported: Promise<webcrypto.CryptoKey> | undefined
  const key = () => {
    imported ??= signingKey(kind.audience)
    return imported
  }
  return {
    async sign({ userId, sessionId }: Bearer): Promise<string> {
      return new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: algorithm, typ: kind.typ })
        .setSubject(userId)
        .setIssuer(issuer)
        .setAudience(kind.audience)
        .setIssuedAt()
        .setExpirationTime(`${kind.seconds}s`)
        .sign(await key())
    },
    async read(token: string): Promise<Bearer | undefined> {
      if (token.length > 2048) return undefined
      try {
        const { payload } = await jwtVerify(token, await key(), {
          algorithms: [algorithm],
          issuer,
          audience: kind.audience,
          typ: kind.typ,
          clockTolerance: 5,
          requiredClaims: ['exp', 'iat', 'sub', 'sid'],
        })
        const { sub, sid } = payload
        if (typeof sub !== 'string' || typeof sid !== 'string') return undefined
        return isId(sub) && isId(sid) ? { userId: sub, sessionId: sid } : undefined
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined
        throw error
      }
    },
  }
}
