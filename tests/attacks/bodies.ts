import { newId } from '@/lib/core/ids'
import { Client } from '@/tests/api/auth-client'
import { type Attack, ask, dial, head, often } from './attack'

const own = { 'sec-fetch-site': 'same-origin' }
const json = { 'content-type': 'application/json' }

async function signedIn(url: string) {
  const script = new Client(url)
  const { email } = await script.register()
  const browser = new Client(url)
  await browser.signIn(email)
  const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
  return { script, cookie }
}

/** Sends bodies that never end, by a session that is over. */
export const endless: Attack = {
  ...{ line: 'C7', name: '20 bodies without end' },
  run: async (target) => {
    const { script, cookie } = await signedIn(target.url)
    const { body } = await script.send('GET', '/api/v1/me/sessions')
    for (const { id } of body.items) await script.send('DELETE', `/api/v1/me/sessions/${id}`)
    const headers = { ...own, ...json, cookie, 'transfer-encoding': 'chunked' }
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    await often(target, 20, () =>
      dial(target, head('POST /api/sync', headers), (socket) => {
        const more = () => {
          while (socket.writable && socket.write(chunk));
        }
        socket.on('drain', more)
        more()
      }),
    )
  },
}

/** Calls server actions as no browser would, and sends arguments that are 20,000 deep. */
export const nonsense: Attack = {
  ...{ line: 'C8', name: 'actions with wrong arguments, and deep ones' },
  run: async (target) => {
    const { cookie } = await signedIn(target.url)
    const html = await (await fetch(`${target.url}/signin`)).text()
    const id = /&quot;id&quot;:&quot;([0-9a-f]+)&quot;/.exec(html)?.[1] ?? ''
    const action = { ...own, 'content-type': 'text/plain', 'next-action': id }
    const call = (body: string) => ask(target, 'POST', '/signin', { headers: action, body })
    const deep = '['.repeat(20_000) + ']'.repeat(20_000)
    const whole = { protocol: 1, epoch: null, userId: null, clientId: newId(), cookie: {} }
    const sync = () => {
      const change = { id: newId(), n: 1, name: 'expense.create', args: null }
      const body = JSON.stringify({ ...whole, mutations: [change] }).replace('null}]', `${deep}}]`)
      return ask(target, 'POST', '/api/sync', { headers: { ...own, cookie }, body })
    }
    const form = { ...own, 'content-type': 'multipart/form-data' }
    await Promise.all([
      often(target, 4, () => call('[]')),
      often(target, 4, () => call(deep)),
      often(target, 4, () => ask(target, 'POST', '/signin', { headers: form, body: 'x' })),
      often(target, 4, sync),
    ])
  },
}
