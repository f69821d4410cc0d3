import 'server-only'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/**
 * The address of whoever sent the request. With `trustProxy` = n the n-th entry of X-Forwarded-For
 * from the right: the n nearest proxies each appended one, all further left the client made up.
 */
export function clientAddress(request: IncomingMessage, trustProxy: number): string {
  const direct = plain(request.socket.remoteAddress ?? '') ?? 'unknown'
  if (trustProxy === 0) return direct
  const entries = [request.headers['x-forwarded-for'] ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  return plain(entries[Math.max(0, entries.length - trustProxy)] ?? '') ?? direct
}

/** An address without brackets, port, zone or IPv4-in-IPv6 dress; undefined when it is none. */
function plain(text: string): string | undefined {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const address = bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(address) ? address.toLowerCase() : undefined
}
