import { describe, expect, it } from 'vitest'
import { nextPath } from '@/lib/server/auth/next-path'

describe('where to go after signing in', () => {
  it.each(['/', '/add/plain', '/add?amount=12.50&note=a%20b', '/settings#sessions'])(
    'is %s, a path of this site',
    (next) => {
      expect(nextPath(next)).toBe(next)
    },
  )

  it.each([
    ...['//evil.example', '/\\evil.example', '\\/evil.example', '/a\\b', 'https://evil.example'],
    ...['javascript:alert(1)', 'add/plain', '', ' /add', '/\t/evil.example', '/\n/evil.example'],
    ...['/add\r\nset-cookie: a=b', '/ä', `/${'x'.repeat(2000)}`, undefined, null, ['/add'], 7],
  ])('is the usual place for %j', (next) => {
    expect(nextPath(next)).toBe('/')
  })

  it('never leads a browser to another site', () => {
    for (const next of ['//evil.example', '/\\evil.example', '/%2f/evil.example', '/.//evil']) {
      expect(new URL(nextPath(next), 'https://money.example.org').host).toBe('money.example.org')
    }
  })
})
