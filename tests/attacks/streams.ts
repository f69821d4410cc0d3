import { Client } from '@/tests/api/auth-client'
import { type Attack, dial, head, often } from './attack'

/** Opens the news of one person again and again. */
export const streams: Attack = {
  ...{ line: 'C2', name: '300 streams of one person' },
  run: async (target) => {
    const account = new Client(target.url)
    const { email } = await account.register()
    const browser = new Client(target.url)
    await browser.signIn(email)
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
    const bytes = head('GET /api/sync/live', { cookie, 'sec-fetch-site': 'same-origin' })
    await often(target, 300, () => dial(target, bytes), 1000)
  },
}
