import 'server-only'
import { signedToken } from './signed-token'

/** How long an access token is valid, in seconds. */
export const accessTokenSeconds = 15 * 60

/** What scripts send as `Authorization: Bearer …`; it dies with its session, too. */
export const accessToken = signedToken({
  typ: 'at+jwt',
  audience: 'trackthatmoney-api',
  seconds: accessTokenSeconds,
})
