import { describe, expect, onTestFinished, test } from 'vitest'
import { strikeRounds } from './rounds'
import { possibleSites } from './sites'
import { judge, type State } from './state'

const rounds = Number(process.env.ROUNDS ?? 2)
const timeout = rounds * 60_000 + 120_000
const sites = possibleSites()

if (sites.length === 1) {
  if (process.env.CI) throw new Error('PostgreSQL is missing: install it where the tests run.')
  console.info('PostgreSQL is not installed: nothing was killed there.')
}

describe('what was acknowledged is there exactly once after a blow', () => {
  test.each(sites)('%s', { timeout }, async (name, make) => {
    const site = await make(name)
    onTestFinished(() => site.remove(), 60_000)
    const tally = await strikeRounds(site, rounds)
    console.info(JSON.stringify(tally))
    expect(tally).toMatchObject({ lost: 0, duplicated: 0, wrong: [] })
    expect(tally.found).toBe(tally.acknowledged)
    expect(tally.resent).toBe(tally.unacknowledged)
    expect(tally.unacknowledged).toBeGreaterThan(0)
  })
})

describe('the judge', () => {
  const sent = { id: 'e1', walletId: 'w', note: 'n1', amount: 5, rev: 2 }
  const row = { spaceId: 'w', id: 'e1', rev: 2, amount: 5, note: 'n1' }
  const whole: State = {
    expenses: [row],
    revisions: [{ spaceId: 'w', rowId: 'e1', rev: 2, kind: 'create' }],
    log: [{ spaceId: 'w', id: 'm1', rev: 2, expenseId: 'e1' }],
    spaces: [{ id: 'w', seq: 2 }],
  }

  test('finds nothing wrong with what is whole', () => {
    expect(judge(whole, [sent], [])).toEqual({
      ...{ found: 1, lost: 0, duplicated: 0, wrong: [], arrived: [] },
    })
  })

  test('sees what is lost, doubled, changed, torn and beyond its counter', () => {
    const none = { expenses: [], revisions: [], log: [], spaces: [] }
    expect(judge(none, [sent], []).lost).toBe(1)
    const doubled = { ...whole, expenses: [row, { ...row, id: 'e2', rev: 1 }] }
    expect(judge(doubled, [sent], []).duplicated).toBe(1)
    expect(judge(doubled, [], [sent]).duplicated).toBe(1)
    const changed = { ...whole, expenses: [{ ...row, amount: 6 }] }
    expect(judge(changed, [sent], []).wrong).toEqual(['e1 is not as it was acknowledged'])
    expect(judge({ ...whole, log: [] }, [sent], []).wrong).toHaveLength(1)
    expect(judge({ ...whole, expenses: [] }, [], []).wrong).toHaveLength(1)
    expect(judge({ ...whole, spaces: [{ id: 'w', seq: 1 }] }, [sent], []).wrong).toHaveLength(3)
  })
})
