/** Every code an error can carry, with the HTTP status it becomes and the title people read. */
export const errorTable = {
  invalid: { status: 400, title: 'Something in the request is not right' },
  unauthorized: { status: 401, title: 'Please sign in' },
  session_revoked: { status: 401, title: 'This device was signed out' },
  forbidden: { status: 403, title: 'This is not allowed' },
  cross_origin: { status: 403, title: 'The request came from another site' },
  registration_closed: { status: 403, title: 'Registration is closed' },
  invite_needed: { status: 403, title: 'Registration needs an invitation' },
  not_found: { status: 404, title: 'Not found' },
  moved: { status: 404, title: 'It was moved to another wallet' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  email_taken: { status: 409, title: 'This e-mail address already has an account' },
  id_taken: { status: 409, title: 'This id is already used for something else' },
  ambiguous_id: { status: 409, title: 'This id exists in several wallets' },
  name_taken: { status: 409, title: 'This name is already taken' },
  in_use: { status: 409, title: 'This is still in use' },
  client_forked: { status: 409, title: 'This device was copied' },
  other_epoch: { status: 409, title: 'The server was put back to an older copy' },
  other_account: { status: 409, title: 'Another account is signed in' },
  unknown_account: { status: 409, title: 'This account is not known here' },
  other_history: { status: 409, title: 'The server does not know what this device has seen' },
  other_protocol: { status: 400, title: 'This version of the app is not understood here' },
  gone: { status: 410, title: 'No longer available' },
  stale: { status: 412, title: 'It was changed meanwhile' },
  too_large: { status: 413, title: 'Too large' },
  unsupported_type: { status: 415, title: 'Unsupported content type' },
  too_many: { status: 429, title: 'Too many tries' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Busy, please try again' },
} as const

export type ErrorCode = keyof typeof errorTable

/** One thing wrong with one field; `path` is dotted (`changes.note`), empty for the whole input. */
export type FieldError = { path: string; message: string }

/** Why something is refused, by a name that programs know, and what belongs into the sentence about it. */
export type Why = { name: string; values?: Record<string, string> }

/** An error that a person or script is meant to see: a code of the table, a sentence, and the fields it concerns. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly fields: readonly FieldError[] | undefined
  readonly retryAfter: number | undefined
  readonly reason: Why | undefined

  /** `retryAfter` is in seconds. */
  constructor(
    code: ErrorCode,
    message: string = errorTable[code].title,
    extra: { fields?: readonly FieldError[]; retryAfter?: number; reason?: Why } = {},
  ) {
    super(message)
    this.code = code
    this.fields = extra.fields
    this.retryAfter = extra.retryAfter
    this.reason = extra.reason
  }

  get status(): number {
    return errorTable[this.code].status
  }
}

/** An error as plain values, to be kept or sent. */
export function toldOf({ code, message, fields, reason }: AppError) {
  return { code, message, ...(fields && { fields }), ...(reason && { reason }) }
}

/** An `invalid` error about one field, whose sentence begins with the field's name. */
export function invalidField(path: string, message: string): AppError {
  return new AppError('invalid', `${path} ${message}.`, { fields: [{ path, message }] })
}
