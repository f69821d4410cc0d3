import { describe, expect, it } from 'vitest'
import { nextPath } from '@/lib/server/auth/next-path'

describe('where to go after signing in', () => {
  it.each([
    '/',
    '/add/plain',
    '/add?amount=12.50&note=a%20b',
    '/settings#sessions',
    '/?next=//evil.example',
    '/join?t=a%2Fb',
  ])('is %s, a path of this site', (next) => {
    expect(nextPath(next)).toBe(next)
  })

  it.each([
    ...['//evil.example', '/\\evil.example', '\\/evil.example', '/a\\b', 'https://evil.example'],
    ...['javascript:alert(1)', 'add/plain', '', ' /add', '/\t/evil.example', '/\n/evil.example'],
    ...['/.//evil.example', '/..//evil.example', '/a/..//evil.example', '/././/evil.example'],
    ...['/%2f/evil.example', '/%2F%2Fevil.example', '/%252f/evil.example', '/%5cevil.example'],
    ...['/%5C%5Cevil.example', '/.%2f/evil.example', '/%2e//evil.example', '/%2e%2e//evil.example'],
    ...['/@evil.example', '/%40evil.example', '//user@evil.example', '/%09/evil.example', '/a//b'],
    ...['/%0d%0aset-cookie:a=b', '/%', '/%zz', '/%c3', 'http:/evil.example', 'http:evil.example'],
    ...['data:text/html,x', '?next=//evil.example', '#x', './/evil.example', '\u202e/evil'],
    ...['/add\r\nset-cookie: a=b', '/ä', `/${'x'.repeat(2000)}`, undefined, null, ['/add'], 7],
  ])('is the usual place for %j', (next) => {
    expect(nextPath(next)).toBe('/')
  })

  it('never leads a browser to another site', () => {
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      '/%2f/evil.example',
      '/.//evil',
      '/b/../c',
    ]) {
      expect(new URL(nextPath(next), 'https://money.example.org').host).toBe('money.example.org')
    }
  })
})
