import { describe, expect, it } from 'vitest'
import { clientLabel } from '@/lib/server/auth/client-label'
import { networksOf } from '@/lib/server/auth/limits/networks'

const chrome = 'Chrome/131.0.0.0'
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

describe('the name of a device', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Firefox on Linux'],
    [
      `Mozilla/5.0 (Linux; Android 10; K) ${webkit} ${chrome} Mobile Safari/537.36`,
      'Chrome on Android',
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} ${chrome} Safari/537.36 Edg/131.0.0.0`,
      'Edge on Windows',
    ],
    [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/18.1 Safari/605.1.15`,
      'Safari on macOS',
    ],
    ['curl/8.5.0', 'curl/8.5.0'],
    ['python-requests/2.32.3', 'python-requests/2.32.3'],
    ['w3m/0.5.3+git20230121', 'w3m/0.5.3+git20230121'],
    [`${'x'.repeat(500)}`, 'x'.repeat(60)],
    ['\u0000\u202e', 'Unknown device'],
    ['', 'Unknown device'],
    [null, 'Unknown device'],
  ])('made from %j is %j', (userAgent, label) => {
    expect(clientLabel(userAgent)).toBe(label)
  })
})

describe('the networks whose tries are counted together', () => {
  it.each([
    ['203.0.113.7', ['203.0.113.7', '203.0.113/24']],
    ['::ffff:203.0.113.7', ['203.0.113.7', '203.0.113/24']],
    [
      '2001:db8:0:1234:aaaa:bbbb:cccc:dddd',
      ['2001:db8:0:1234', '2001:db8:0:12/56', '2001:db8:0/48'],
    ],
    ['2001:0DB8:0000:0012::1', ['2001:db8:0:12', '2001:db8:0:00/56', '2001:db8:0/48']],
    ['2001:db8::1', ['2001:db8:0:0', '2001:db8:0:00/56', '2001:db8:0/48']],
    ['::1', ['0:0:0:0', '0:0:0:00/56', '0:0:0/48']],
    ['fe80::1%eth0', ['fe80:0:0:0', 'fe80:0:0:00/56', 'fe80:0:0/48']],
    ['unknown', ['unknown']],
  ])('of %s are %j', (address, expected) => {
    expect(networksOf(address)).toEqual(expected)
  })
})
