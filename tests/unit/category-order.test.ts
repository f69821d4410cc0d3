import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byPlace, endPosition, lastPosition, positionsAfter } from '@/lib/domain/categories/rules'

type Category = { id: string; name: string; position: number; deletedAt: string | null }
type Move = { id: string; after: string | null }

const one = (id: string, position: number, deletedAt: string | null = null): Category => ({
  ...{ id, name: id, position, deletedAt },
})
const ready = () => [...'abcdefghij'].map((id, index) => one(id, index))

function move(all: readonly Category[], { id, after }: Move): Category[] {
  const written = new Map(
    positionsAfter(all, id, after).map((change) => [change.id, change.position]),
  )
  return all.map((row) => ({ ...row, position: written.get(row.id) ?? row.position }))
}

const order = (all: readonly Category[]) =>
  all
    .filter(({ deletedAt }) => !deletedAt)
    .sort(byPlace)
    .map(({ id }) => id)

/** What a list of names is after a move, by hand. */
function moved(names: readonly string[], { id, after }: Move): string[] {
  const others = names.filter((name) => name !== id)
  return others.toSpliced(after === null ? 0 : others.indexOf(after) + 1, 0, id)
}

const wallets = fc
  .array(fc.integer({ min: 0, max: lastPosition }), { minLength: 2, maxLength: 40 })
  .map((positions) => positions.map((position, index) => one(`n${index}`, position)))

const walletAndMoves = wallets.chain((all) => {
  const id = fc.constantFrom(...all.map((row) => row.id))
  const after = fc.option(id)
  const moves = fc.array(fc.record({ id, after }), { maxLength: 60 })
  return fc.tuple(fc.constant(all), moves)
})

describe('placing a category', () => {
  it('changes the place of that one alone, whatever positions there are, many times over', () => {
    fc.assert(
      fc.property(walletAndMoves, ([all, moves]) => {
        let rows = all
        for (const step of moves.filter(({ id, after }) => id !== after)) {
          const wanted = moved(order(rows), step)
          rows = move(rows, step)
          expect(order(rows)).toEqual(wanted)
          for (const { position } of rows) {
            expect(Number.isInteger(position) && position >= 0).toBe(true)
            expect(position).toBeLessThanOrEqual(lastPosition)
          }
        }
      }),
    )
  })

  it('writes one row where there is room, and all of them where there is none', () => {
    const all = ready()
    expect(positionsAfter(all, 'a', 'j')).toHaveLength(1)
    const spread = move(all, { id: 'j', after: 'a' })
    expect(positionsAfter(all, 'j', 'a')).toHaveLength(10)
    let rows = spread
    for (const id of [...'cdefghi']) {
      expect(positionsAfter(rows, id, 'a')).toHaveLength(1)
      rows = move(rows, { id, after: 'a' })
    }
  })

  it('has room for the most categories a wallet can hold, and for ten moves between each two', () => {
    const many = Array.from({ length: 400 }, (_, index) => one(`n${index}`, 7))
    const rows = move(many, { id: 'n0', after: 'n1' })
    const sorted = rows.sort(byPlace)
    const gaps = sorted.slice(1).map(({ position }, at) => position - (sorted[at]?.position ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2 ** 10)
    expect(endPosition(rows)).toBeLessThan(lastPosition)
  })

  it('on two devices that were offline ends with one order, with each category where its mover put it', () => {
    const [mine, theirs] = [
      { id: 'h', after: 'b' },
      { id: 'e', after: null },
    ]
    const there = order(move(move(ready(), mine), theirs))
    expect(there).toEqual([...'eabhcdfgij'])
    expect(order(move(move(ready(), theirs), mine))).toEqual(there)
  })

  it('after one that was deleted meanwhile goes where that one was', () => {
    const all = ready().map((row) => (row.id === 'd' ? { ...row, deletedAt: '2026-11-23' } : row))
    expect(order(move(all, { id: 'j', after: 'd' }))).toEqual([...'abcjefghi'])
  })

  it('never writes one that was deleted', () => {
    const all = ready().map((row) => (row.id === 'd' ? { ...row, deletedAt: '2026-11-23' } : row))
    expect(positionsAfter(all, 'j', 'a').map(({ id }) => id)).toEqual([...'ajbcefghi'])
  })

  it('after itself, or of one that is not there, changes nothing', () => {
    expect(positionsAfter(ready(), 'a', 'a')).toEqual([])
    expect(positionsAfter(ready(), 'z', 'a')).toEqual([])
  })
})

describe('adding a category', () => {
  it('puts it after all that live, and no farther than there are positions', () => {
    expect(endPosition([])).toBe(0)
    expect(endPosition([one('a', 9), one('b', 500_000, '2026-11-23')])).toBe(9 + 1024)
    expect(endPosition([one('a', lastPosition)])).toBe(lastPosition)
  })
})
