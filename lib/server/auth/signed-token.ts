import 'server-only'
import type { webcrypto } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { isId } from '@/lib/core/ids'
import { signingKey } from './keys'

/** Who a token speaks for: a user, in one session. */
export type Bearer = { userId: string; sessionId: string }

const issuer = 'trackthatmoney'
const algorithm = 'HS256'

/** How many tokens of a kind are remembered as checked: a script sends the same one again and again. */
const mostRemembered = 2000

/**
 * One kind of signed token (JWT): its own key, audience and type, HS256 only. `read` answers undefined for whatever
 * is not a valid one: forged, expired, of another kind, or no token at all.
 */
export function signedToken(kind: { typ: string; audience: string; seconds: number }) {
  let imported: Promise<webcrypto.CryptoKey> | undefined
  const checked = new Map<string, { bearer: Bearer; until: number }>()
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
      const known = checked.get(token)
      if (known && Date.now() < known.until) return known.bearer
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
        if (!isId(sub) || !isId(sid)) return undefined
        const bearer = { userId: sub, sessionId: sid }
        if (checked.size >= mostRemembered) checked.clear()
        checked.set(token, { bearer, until: (payload.exp ?? 0) * 1000 })
        return bearer
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined
        throw error
      }
    },
  }
}
