import 'server-only'

/** What is noted for whoever has to find out later who was let in, and who was not. */
export type SecurityEvent =
  | 'account made'
  | 'signed in'
  | 'sign-in refused'
  | 'password refused'
  | 'password changed'
  | 'e-mail changed'
  | 'session ended'
  | 'other sessions ended'
  | 'link made'
  | 'link used'
  | 'link refused'
  | 'database restored'

type Details = {
  /** The ids of an account and of a session. */
  user?: string | undefined
  session?: string | null | undefined
  /** A word of ours: a kind, or the code of a refusal; never what somebody sent. */
  what?: string
}

/** Writes one line of JSON about a security event: ids alone, so that a log names nobody and no network. */
export function noteSecurity(event: SecurityEvent, details: Details = {}): void {
  const line = { at: new Date().toISOString(), security: event, ...details }
  // As the lines about requests, among which it stands.
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
