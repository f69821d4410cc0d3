import 'server-only'
import { isIPv6 } from 'node:net'

/**
 * The networks that a client address lies in, from what one subscriber has to what one buys for little: an IPv4 address
 * and its /24; the /64, /56 and /48 of an IPv6 one. What is no address is a network of its own.
 */
export function networksOf(address: string): [string, ...string[]] {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (/^\d+\.\d+\.\d+\.\d+$/.test(plain)) return [plain, `${plain.replace(/\.\d+$/, '')}/24`]
  if (!isIPv6(plain)) return [plain]
  const groups = groupsOf(plain)
  const [, , , last = '0'] = groups
  const half = last.padStart(4, '0').slice(0, 2)
  const site = groups.slice(0, 3).join(':')
  return [groups.join(':'), `${site}:${half}/56`, `${site}/48`]
}

/** The first four groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  if (tail !== undefined)
    groups.push(...Array(8 - groups.length - after.length).fill('0'), ...after)
  return groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''))
}
