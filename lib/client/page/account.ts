import { callApi } from '@/lib/client/syncing/rest'
import { device } from '../device'

/** One place where the account is signed in. */
export type SignedIn = {
  id: string
  kind: 'cookie' | 'bearer'
  label: string
  createdAt: string
  seenAt: string
  /** Whether it is this browser. */
  current: boolean
}

/** Gives the account another name; throws AppError, or something else where the server cannot be reached. */
export async function changeName(name: string): Promise<void> {
  await callApi('PATCH', '/me', { body: { name }, has: 'id' })
  await learnAccount()
}

/** Gives the account another address to sign in with; throws as `changeName` does. */
export async function changeEmail(currentPassword: string, email: string): Promise<void> {
  await callApi('POST', '/me/email', { body: { currentPassword, email } })
  await learnAccount()
}

/** Gives the account another password, which ends its other sessions; throws as `changeName` does. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await callApi('POST', '/me/password', { body: { currentPassword, newPassword } })
}

/** Where the account is signed in, this browser first, then the last seen; throws as `changeName` does. */
export async function fetchSignedIn(): Promise<SignedIn[]> {
  const { items } = await callApi<{ items: SignedIn[] }>('GET', '/me/sessions', {
    has: 'items',
  })
  return items.sort((a, b) => Number(b.current) - Number(a.current))
}

/**
 * Signs the account out in one other place; throws as `changeName` does, about `currentPassword` where that is needed
 * because this device was signed in a while ago.
 */
export async function endSignedIn(id: string, currentPassword?: string): Promise<void> {
  const body = currentPassword ? { body: { currentPassword } } : {}
  await callApi('DELETE', `/me/sessions/${id}`, body)
}

// Each sync tells who the user is by now.
async function learnAccount(): Promise<void> {
  const { engine } = await device()
  await engine.kick()
}
