/** What of an error may stand in a log. */
export type Loggable = {
  name: string
  /** What happened, where that is in our words or the runtime's. */
  message?: string
  /** What a database or the system calls it. */
  code?: string
  constraint?: string
  table?: string
  /** The statement that failed, without the values in it. */
  sql?: string
  /** Where it happened. */
  at?: string[]
  cause?: Loggable
}

const deepest = 5
const longestSql = 1000
const mostFrames = 12

/**
 * What of a thrown value may be written down: never a value that a statement carried. The words of a database quote them,
 * so of its errors only codes and names are kept, and of the statement its text.
 */
export function loggable(error: unknown, depth = 0): Loggable {
  if (!isError(error)) return { name: typeof error, message: withoutValues(String(error)) }
  const { name, message, stack, cause } = error
  const said: Loggable = { name: withoutValues(String(name)) }
  const { code, query } = error as { code?: unknown; query?: unknown }
  const isOfDatabase = isFailedStatement(error)
  if (!isOfDatabase && name !== 'SyntaxError') said.message = withoutValues(String(message))
  if (typeof code === 'string') said.code = code
  const constraint = textIn(error, 'constraint_name') ?? textIn(error, 'constraint')
  const table = textIn(error, 'table_name') ?? textIn(error, 'table')
  if (isOfDatabase && constraint) said.constraint = constraint
  if (isOfDatabase && table) said.table = table
  if (isOfDatabase && typeof query === 'string') said.sql = withoutLiterals(query)
  const at = framesOf(String(message), stack)
  if (at.length > 0 && depth === 0) said.at = at
  if (cause !== undefined && cause !== null && depth < deepest)
    said.cause = loggable(cause, depth + 1)
  return said
}

/** A failure in one line for a log: what was being done, and what may be said of the error. */
export function logLine(doing: string, error: unknown): string {
  return JSON.stringify({ at: new Date().toISOString(), failed: doing, error: loggable(error) })
}

/** An error as a sentence for whoever runs a command: its own words, unless they may quote what is stored. */
export function sentenceOf(error: unknown): string {
  for (let at = error, depth = 0; isError(at) && depth < deepest; at = at.cause, depth++) {
    if (!isFailedStatement(at)) continue
    const { code, constraint, sql, cause } = loggable(at)
    const found = [code ?? cause?.code, constraint ?? cause?.constraint].filter(Boolean).join(', ')
    return `The database refused a statement${found && ` (${found})`}${sql ? `: ${sql}` : '.'}`
  }
  return isError(error) ? error.message : String(error)
}

/** A line of somebody else's, without the values that a database quotes in its words. */
export function withoutValues(text: string): string {
  return text
    .replace(
      /(Failed query: )([\s\S]*?)\nparams:[\s\S]*/,
      (_, words, sql) => words + withoutLiterals(sql),
    )
    .replace(/(Key \([^)]*\))=\([\s\S]*?\)(?= |$)/g, '$1=(…)')
    .replace(/[^\s"'<>(),;:=]+@[^\s"'<>(),;:]+\.[^\s"'<>(),;:]+/g, '…@…')
}

function withoutLiterals(sql: string): string {
  return sql.replace(/\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'?/g, "'…'").slice(0, longestSql)
}

function isFailedStatement(error: Error): boolean {
  const { code, query, severity } = error as { code?: unknown; query?: unknown; severity?: unknown }
  if (typeof query === 'string') return true
  return (
    typeof severity === 'string' ||
    (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code))
  )
}

/** Whether a value is an error, also one of another realm, as bundles and workers have them. */
export function isError(value: unknown): value is Error {
  if (value instanceof Error) return true
  const { message, stack } = (value ?? {}) as { message?: unknown; stack?: unknown }
  return typeof message === 'string' && typeof stack === 'string'
}

function textIn(error: object, name: string): string | undefined {
  const value = (error as Record<string, unknown>)[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

// The stack begins with the message, whatever lines that has.
function framesOf(message: string, stack: string | undefined): string[] {
  const from = stack?.indexOf(message) ?? -1
  if (!stack || from < 0) return []
  const lines = stack.slice(from + message.length).split('\n')
  return lines
    .map((one) => one.trim())
    .filter((one) => one.startsWith('at '))
    .slice(0, mostFrames)
}
