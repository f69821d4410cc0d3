import 'server-only'
import { cookies } from 'next/headers'
import { newId } from '@/lib/core/ids'
import { cookieName, cookieSeconds, secureCookies } from './session-cookie'
import { signedToken } from './signed-token'

/** What a browser keeps of an account that signed in there, also after signing out; it opens nothing. */
export const deviceToken = signedToken({
  typ: 'device+jwt',
  audience: 'trackthatmoney-device',
  seconds: cookieSeconds,
})

/** Makes the browser that is being answered one that the account knows: strangers' guesses do not count against it. */
export async function rememberDevice(userId: string): Promise<void> {
  const name = cookieName('device')
  const jar = await cookies()
  const had = await deviceToken.read(jar.get(name)?.value ?? '')
  const sessionId = had?.userId === userId ? had.sessionId : newId()
  jar.set(name, await deviceToken.sign({ userId, sessionId }), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: secureCookies(),
    maxAge: cookieSeconds,
  })
}
