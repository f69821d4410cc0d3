import { randomInt } from 'node:crypto'
import { Client, password } from '@/tests/api/auth-client'
import { type Attack, ask, often } from './attack'

const token = '/api/v1/auth/token'

/** Signs in with a right password, much too often. */
export const right: Attack = {
  ...{ line: 'C4', name: '110 sign-ins at once with a right password' },
  run: async (target) => {
    const account = new Client(target.url)
    const { email } = await account.register()
    const body = { email, password }
    await often(target, 110, () => ask(target, 'POST', token, { body }))
  },
}

/** Signs in with wrong passwords, for one account and for many. */
export const wrong: Attack = {
  ...{ line: 'C4', name: '260 sign-ins at once with wrong passwords' },
  run: async (target) => {
    const account = new Client(target.url)
    const { email } = await account.register()
    const one = () => ask(target, 'POST', token, { body: { email, password: 'not this one' } })
    const many = () => {
      const body = { email: `nobody${randomInt(1e9)}@example.org`, password: 'not this one' }
      return ask(target, 'POST', token, { body })
    }
    await Promise.all([often(target, 130, one), often(target, 130, many)])
  },
}

/** Guesses at the account of the person beside it, from networks of its own, so that they shall not get in. */
export const guesses: Attack = {
  ...{ line: 'C5', name: "one wrong guess after the other at the person's account" },
  run: (target) => {
    const body = { email: target.person.email, password: 'not this one' }
    const fromV4 = () => `203.0.${randomInt(256)}.${randomInt(256)}`
    const fromV6 = () => `2001:db8:${randomInt(65_536).toString(16)}::1`
    const guess = (from: string) => ask(target, 'POST', token, { body, from })
    return often(target, 2, () => guess(Math.random() < 0.5 ? fromV4() : fromV6()), 500)
  },
}
