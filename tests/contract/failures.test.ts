import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, expect, it, type MockInstance, vi } from 'vitest'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { newId } from '@/lib/core/ids'
import { execute } from '@/lib/server/execute'
import { problem } from '@/lib/server/http/problem'
import { readiness } from '@/lib/server/readiness'
import { onEachDatabase } from '@/tests/support/each-database'
import { makePerson, newExpense, type Person } from '@/tests/support/people'

const address = 'somebody@example.org'
const note = 'what nobody else may read'

let printed: MockInstance<typeof console.error>
beforeEach(() => {
  printed = vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => printed.mockClear())
const log = () => printed.mock.calls.flat().map(String).join('\n')

onEachDatabase(() => {
  let ada: Person

  beforeAll(async () => {
    ada = await makePerson()
    await database().execute(sql`
      create or replace function fail_by_note() returns trigger language plpgsql as $$
      begin
        if new.note like 'fail %' then
          raise exception 'no room for %', new.note using errcode = substr(new.note, 6, 5);
        end if;
        return new;
      end $$`)
    await database().execute(sql`
      create or replace trigger fail_by_note before insert on expenses
      for each row execute function fail_by_note()`)
  })

  const caught = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    )
  const adding = (text: string) =>
    caught(execute(ada.ctx, 'expense.create', newExpense(ada, { note: text })))

  it('a statement that fails is logged by code, constraint and text, and no value of it', async () => {
    const row = { id: newId(), email: address, name: note, passwordHash: 'its-hash' }
    await database().insert(users).values(row)
    const failures = [
      await caught(
        database()
          .insert(users)
          .values({ ...row, id: newId() }),
      ),
      await caught(database().execute(sql`select ${note}::uuid`)),
      await caught(database().execute(sql`select ${note}::int, ${address}::text`)),
      await adding(`fail XX000 ${note}`),
    ]
    for (const error of failures) expect(problem(error).status).toBe(500)
    const said = log()
    for (const part of ['23505', 'users_email', 'insert into', '22P02', 'XX000']) {
      expect(said).toContain(part)
    }
    for (const part of [address, note, 'its-hash']) expect(said).not.toContain(part)
    expect(await readiness()).toBe('ok')
  })

  it.each(['53100', '25006'])(
    'where nothing can be written (%s) it is busy, not broken, and not ready until it can',
    async (code) => {
      const answer = problem(await adding(`fail ${code} ${note}`))
      expect(answer.status).toBe(503)
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await answer.json()).toMatchObject({ code: 'unavailable' })
      expect(await readiness()).toBe('unavailable')
      expect(log()).toContain(code)
      expect(log()).not.toContain(note)
      expect(await adding('there is room again')).toBeUndefined()
      expect(await readiness()).toBe('ok')
    },
  )

  it.each(['53000', '53200', '53300', '53400', '57P01'])(
    'a want of anything else (%s) is busy as well',
    async (code) => {
      const answer = problem(await adding(`fail ${code} ${note}`))
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
      expect(await readiness()).toBe('ok')
    },
  )

  it('a database that really only reads says so', async () => {
    const error = await caught(
      database().transaction(
        (one) => one.insert(users).values({ id: newId(), email: 'x', name: '', passwordHash: '' }),
        {
          accessMode: 'read only',
        },
      ),
    )
    expect(problem(error).status).toBe(503)
    expect(await readiness()).toBe('unavailable')
    expect(await adding('it writes again')).toBeUndefined()
    expect(await readiness()).toBe('ok')
  })
})
