import { request } from 'node:http'
import { inject } from 'vitest'

/** What a server answered to a request that fetch would not send. */
export type RawReply = { status: number; headers: Headers; text: string }

export type RawRequest = {
  method?: string
  /** As it goes over the wire: nothing is escaped or tidied. */
  target: string
  headers?: Record<string, string>
  /** Sent with its length, or in chunks without one. */
  body?: string | Buffer | (string | Buffer)[]
}

/** Sends one request on a connection of its own; an answer counts even when the server did not read all of it. */
export function raw({ method = 'GET', target, headers = {}, body }: RawRequest): Promise<RawReply> {
  return new Promise((done, fail) => {
    const { hostname, port } = new URL(inject('baseUrl'))
    const chunked = Array.isArray(body)
    const length =
      chunked || body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    const options = { hostname, port, method, path: target, agent: false as const }
    const sent = request({ ...options, headers: { ...length, ...headers } }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('error', fail)
      response.on('end', () => {
        const given = Object.entries(response.headers).flatMap(([name, value]) =>
          [value ?? []].flat().map((one): [string, string] => [name, one]),
        )
        done({ status: response.statusCode ?? 0, headers: new Headers(given), text })
        sent.destroy()
      })
    })
    // Only an error that comes before any answer counts.
    sent.on('error', fail)
    for (const part of chunked ? body : body === undefined ? [] : [body]) sent.write(part)
    sent.end()
  })
}

/** Sends a body in chunks until there is an answer, or 64 MiB are taken. */
export function endlessly(
  method: string,
  target: string,
  headers: Record<string, string>,
): Promise<{ status: number; taken: number }> {
  return new Promise((done, fail) => {
    const { hostname, port } = new URL(inject('baseUrl'))
    const chunk = Buffer.alloc(64 * 1024, 'a')
    let taken = 0
    let status = 0
    const options = { hostname, port, method, path: target, agent: false as const }
    const sent = request({
      ...options,
      headers: { ...headers, 'transfer-encoding': 'chunked' },
    })
    const end = () => {
      sent.destroy()
      if (status) done({ status, taken })
      else fail(new Error(`${method} ${target} was not answered.`))
    }
    const more = () => {
      while (!status && taken < 64 * 1024 * 1024) {
        taken += chunk.length
        if (!sent.write(chunk)) return
      }
      if (!status) end()
    }
    sent.on('response', (response) => {
      status = response.statusCode ?? 0
      response.resume()
      end()
    })
    sent.on('drain', more).on('error', end)
    more()
  })
}
