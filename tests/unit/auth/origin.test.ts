import { describe, expect, it } from 'vitest'
import { isSameOrigin } from '@/lib/server/auth/origin'

const host = 'money.example.org'
const appUrl = 'https://money.example.org'

type Case = [name: string, headers: Record<string, string>, appUrl?: string]

describe('a request by cookie', () => {
  it.each<Case>([
    ['a browser that says so', { 'sec-fetch-site': 'same-origin' }],
    ['the origin of its host', { origin: 'http://money.example.org' }],
    ['the origin of its host, default port written out', { origin: 'http://money.example.org:80' }],
    ['the origin of its host in capitals', { origin: 'HTTP://MONEY.example.org' }],
    ['the public origin behind a proxy', { host: 'app:3000', origin: appUrl }, appUrl],
    ['a text browser that sends a referer', { referer: 'http://money.example.org/signin?next=/' }],
    ['a public referer behind a proxy', { host: 'app:3000', referer: `${appUrl}/signin` }, appUrl],
    [
      'the origin that a proxy forwards',
      { host: 'app:3000', 'x-forwarded-host': host, origin: appUrl },
    ],
    [
      'the origin that one of several forwards',
      { host: 'app:3000', 'x-forwarded-host': `${host}:443, inner:80`, origin: appUrl },
    ],
    ['a hidden origin of its own', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['a host with a port', { host: 'localhost:3000', origin: 'http://localhost:3000' }],
    ['a host that is an IPv6 address', { host: '[::1]:3000', origin: 'http://[::1]:3000' }],
  ])('comes from our own pages with %s', (_, headers, appUrl) => {
    expect(isSameOrigin(new Headers({ host, ...headers }), appUrl)).toBe(true)
  })

  it.each<Case>([
    ['nothing', {}],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
    ['a typed address: no page of ours made it', { 'sec-fetch-site': 'none' }],
    [
      'another site, whatever origin it shows',
      { 'sec-fetch-site': 'cross-site', origin: 'http://money.example.org' },
    ],
    ['a hidden origin of another site', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    [
      'an origin that no proxy forwards',
      { 'x-forwarded-host': 'other.example', origin: 'http://evil.example' },
    ],
    ['another origin', { origin: 'http://evil.example' }],
    ['an origin that begins alike', { origin: 'http://money.example.org.evil.example' }],
    ['an origin that ends alike', { origin: 'http://evilmoney.example.org' }],
    ['another port', { origin: 'http://money.example.org:8080' }],
    ['our name before an @', { origin: 'http://money.example.org@evil.example' }],
    ['a hidden origin', { origin: 'null' }],
    ['a hidden origin, whatever referer it shows', { origin: 'null', referer: `http://${host}/` }],
    ['an origin that is none', { origin: 'money.example.org' }],
    ['an empty origin', { origin: '' }],
    ['another scheme', { origin: 'ftp://money.example.org' }],
    ['a foreign referer', { referer: 'http://evil.example/money.example.org' }],
    ['the public origin in the wrong scheme', { host: 'app', origin: `http://${host}` }, appUrl],
    ['a host that holds more than one', { host: 'a b', origin: 'http://a' }],
    ['a host with a path', { host: 'evil.example/x', origin: 'http://evil.example' }],
  ])('does not with %s', (_, headers, appUrl) => {
    expect(isSameOrigin(new Headers({ host, ...headers }), appUrl)).toBe(false)
  })
})
