import { DrizzleQueryError } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { loggable, logLine, sentenceOf, withoutValues } from '@/lib/core/loggable'

const secret = 'ada@example.org'
const hash = '$2b$12$abcdefghijklmnopqrstuv'

function failed(): Error {
  const cause = Object.assign(new Error(`duplicate key: ${secret}`), {
    ...{ code: '23505', severity: 'ERROR', constraint_name: 'users_email_unique' },
    ...{ table_name: 'users', detail: `Key (email)=(${secret}) already exists.`, where: hash },
  })
  const sql = `insert into "users" ("email", "note") values ($1, 'it''s ${hash}')`
  return new DrizzleQueryError(sql, [secret, `${hash}\n    at somewhere`], cause)
}

describe('what of an error is written down', () => {
  it('names code, constraint and statement, and no value, however deep it lies', () => {
    for (const error of [failed(), new Error(`Saving failed: ${secret}`, { cause: failed() })]) {
      for (const said of [logLine('a request', error), sentenceOf(error)]) {
        expect(said).toContain('23505')
        expect(said).toContain('users_email_unique')
        expect(said).toContain('insert into')
        expect(said).not.toContain('example.org')
        expect(said).not.toContain(hash)
        expect(said).not.toContain('somewhere')
      }
    }
  })

  it('keeps the words and the place of an error that carries no value', () => {
    const said = loggable(new TypeError('x is not a function'))
    expect(said).toMatchObject({ name: 'TypeError', message: 'x is not a function' })
    expect(said.at?.[0]).toMatch(/loggable\.test/)
    expect(sentenceOf(new Error('Port 3000 is in use.'))).toBe('Port 3000 is in use.')
  })

  it('says nothing of a text that could not be read, nor ends where causes go round', () => {
    const error = parsing(`{"note": "${hash}`)
    expect(JSON.stringify(loggable(error))).not.toContain(hash)
    const round = new Error('one')
    round.cause = round
    expect(loggable(round)).toMatchObject({ cause: { message: 'one' } })
    for (const odd of [undefined, null, 7, secret, { a: 1 }]) {
      expect(JSON.stringify(loggable(odd))).not.toContain('example.org')
    }
  })

  it("takes the values out of other people's lines", () => {
    const lines = [
      `${failed()}`,
      `detail: Key (email)=(${secret}) already exists.`,
      `of ${secret}!`,
    ]
    for (const line of lines) expect(withoutValues(line)).not.toContain('example.org')
    expect(withoutValues('ready on http://localhost:3000')).toBe('ready on http://localhost:3000')
  })
})

function parsing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return error
  }
}
