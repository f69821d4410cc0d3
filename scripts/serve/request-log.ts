import type { IncomingMessage, ServerResponse } from 'node:http'

/** One line of JSON per request once its answer is over, without anything personal: no query, no body, no address. */
export function logWhenDone(
  request: IncomingMessage,
  response: ServerResponse,
  id: string,
  path: string | undefined,
): void {
  const started = performance.now()
  const { method } = request
  response.once('close', () => {
    const ms = Math.round((performance.now() - started) * 10) / 10
    const cut = response.writableFinished ? {} : { cut: true }
    logRequest({ id, method, path, status: response.statusCode, ms, ...cut })
  })
}

/** As one of these lines, of what never became a request for the app. */
export function logRequest(line: Record<string, unknown>): void {
  // Not by console, through which Next goes first, at a twentieth of what a request costs.
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
}
