import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/core/errors'
import { inTurn, placeOf } from '@/lib/server/auth/limits/turns'

/** Has so many wait for their turn at once; what each hears, and in which order the work was done. */
async function crowd(...sizes: [count: number, place: (n: number) => readonly string[]][]) {
  const order: number[] = []
  const all = sizes.flatMap(([count, place], group) =>
    Array.from({ length: count }, (_, n) =>
      inTurn(place(n), async () => {
        await Promise.resolve()
        order.push(group)
      }).then(
        () => 'done',
        (error: unknown) => (error instanceof AppError ? error.code : 'failed'),
      ),
    ),
  )
  return { order, heard: await Promise.all(all) }
}

const of = (address: string, account = 'ada', sort: Parameters<typeof placeOf>[1] = 'known') =>
  placeOf(address, sort, account)

describe('turns', () => {
  it('let somebody else in right after whoever is at it, however long the line of a crowd is', async () => {
    for (const other of [of('203.0.113.9'), of('198.51.100.1', 'ben'), of('2001:db8::1')]) {
      const { order } = await crowd([30, () => of('198.51.100.1')], [1, () => other])
      expect(order.indexOf(1)).toBeLessThanOrEqual(2)
      expect(order).toHaveLength(31)
    }
  })

  it('let whom an account knows in beside strangers of the same network', async () => {
    const strangers = (n: number) => of('198.51.100.1', `nobody${n}`, 'strangers')
    const { order } = await crowd([90, strangers], [2, () => of('198.51.100.1')])
    expect(order.lastIndexOf(1)).toBeLessThanOrEqual(4)
  })

  it('are refused where a place is full, and free again after', async () => {
    const { heard } = await crowd(
      [110, () => of('198.51.100.1')],
      [260, (n) => of('198.51.100.1', `nobody${n}`, 'strangers')],
      [60, (n) => of('198.51.100.1', `new${n}`, 'new')],
      [1, () => of('198.51.100.1', 'ben')],
    )
    const count = (from: number, to: number, what: string) =>
      heard.slice(from, to).filter((one) => one === what).length
    // One is at it, 32 wait.
    expect([count(0, 110, 'done'), count(0, 110, 'too_many')]).toEqual([33, 77])
    expect([count(110, 370, 'done'), count(110, 370, 'too_many')]).toEqual([100, 160])
    expect(heard.slice(370)).toEqual(Array(61).fill('done'))
    expect((await crowd([3, () => of('198.51.100.1')])).heard).toEqual(Array(3).fill('done'))
  })

  it('are refused as busy where there is no room for anybody', async () => {
    const { heard } = await crowd([450, (n) => of(`10.0.${n % 250}.${n}`)])
    expect(heard.slice(0, 401)).toEqual(Array(401).fill('done'))
    expect(heard.slice(401)).toEqual(Array(49).fill('unavailable'))
  })

  it('go on after work that failed', async () => {
    const fails = inTurn(of('10.9.9.9'), () => Promise.reject(new Error('broken')))
    const next = inTurn(of('10.9.9.9'), async () => 'next')
    await expect(fails).rejects.toThrow('broken')
    expect(await next).toBe('next')
  })
})
