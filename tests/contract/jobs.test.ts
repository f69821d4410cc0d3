import { beforeEach, describe, expect, it, vi } from 'vitest'
import { newId } from '@/lib/core/ids'
import type { Job, Outcome } from '@/lib/server/jobs/job'
import { startJobs, workIfDue } from '@/lib/server/jobs/run'
import { endTurn, keepTurn, takeTurn } from '@/lib/server/jobs/turn'
import { onEachDatabase, query } from '@/tests/support/each-database'

const never = new AbortController().signal

onEachDatabase(() => {
  let name: string

  beforeEach(() => {
    name = newId()
  })

  type State = { holder: string | null; due: boolean; leased: boolean }
  async function state(): Promise<State | undefined> {
    const [found] = await query<State>(`select holder, due_at <= now() as due,
      coalesce(leased_until > now(), false) as leased from jobs where name = '${name}'`)
    return found
  }
  const set = (what: string) => query(`update jobs set ${what} where name = '${name}'`)
  const turn = (holder: string) => ({ job: name, holder })

  describe('a turn', () => {
    it('is had by one of many servers that ask at once, and by the next once it was given up', async () => {
      for (let round = 0; round < 5; round++) {
        const servers = Array.from({ length: 8 }, (_, n) => turn(`${round} ${n}`))
        const had = await Promise.all(servers.map(takeTurn))
        expect(had.filter(Boolean)).toHaveLength(1)
        const winner = servers[had.indexOf(true)] ?? turn('')
        expect(await state()).toEqual({ holder: winner.holder, due: true, leased: true })
        expect(await endTurn(winner, round === 4 ? 60_000 : 0)).toBe(true)
      }
      expect(await state()).toEqual({ holder: null, due: false, leased: false })
      expect(await takeTurn(turn('early'))).toBe(false)
    })

    it('of a server that has fallen silent is taken over, and then is its own no more', async () => {
      expect(await takeTurn(turn('killed'))).toBe(true)
      expect(await takeTurn(turn('other'))).toBe(false)
      await set(`leased_until = now() - interval '1 second'`)
      expect(await takeTurn(turn('other'))).toBe(true)
      expect(await keepTurn(turn('killed'))).toBe(false)
      expect(await endTurn(turn('killed'), 60_000)).toBe(false)
      expect(await state()).toEqual({ holder: 'other', due: true, leased: true })
    })

    it('lasts for as long as its server says that it is at it', async () => {
      await takeTurn(turn('busy'))
      await set(`leased_until = now() + interval '1 second'`)
      expect(await keepTurn(turn('busy'))).toBe(true)
      const [{ left } = { left: 0 }] = await query<{ left: number }>(
        `select extract(epoch from leased_until - now())::int as left from jobs where name = '${name}'`,
      )
      expect(left).toBeGreaterThan(20)
    })
  })

  describe('a job', () => {
    /** A job that lasts until it is told to go on, and tells how many do it at the moment. */
    function slow(more: Partial<Job> = {}) {
      let goOn = () => {}
      const gone = new Promise<void>((resolve) => {
        goOn = resolve
      })
      const tally = { running: 0, most: 0, runs: 0 }
      const job: Job = {
        name,
        every: 60_000,
        async run(signal): Promise<Outcome> {
          tally.runs++
          tally.most = Math.max(tally.most, ++tally.running)
          const over = new Promise<void>((resolve) =>
            signal.addEventListener('abort', () => resolve()),
          )
          await Promise.race([gone, over])
          tally.running--
          return { done: tally.runs }
        },
        ...more,
      }
      return { job, tally, goOn }
    }

    /** What is printed meanwhile, line by line. */
    function printed() {
      const lines: string[] = []
      const spy = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
        lines.push(String(line))
        return true
      })
      return { lines, end: () => spy.mockRestore() }
    }

    it('is done by one server at a time, once, and said in one line', async () => {
      const { job, tally, goOn } = slow()
      const { lines, end } = printed()
      try {
        const servers = ['a', 'b', 'c'].map((holder) => workIfDue(job, holder, never))
        await vi.waitFor(() => expect(tally.running).toBe(1))
        expect(await workIfDue(job, 'late', never)).toBe(false)
        goOn()
        expect((await Promise.all(servers)).filter(Boolean)).toHaveLength(1)
        expect(await workIfDue(job, 'later', never)).toBe(false)
      } finally {
        end()
      }
      expect(tally).toEqual({ running: 0, most: 1, runs: 1 })
      const own = lines.filter((line) => line.includes(name))
      expect(own).toHaveLength(1)
      expect(JSON.parse(own[0] ?? '')).toEqual({
        ...{ at: expect.any(String), job: name, ms: expect.any(Number), done: 1 },
      })
      expect(await state()).toEqual({ holder: null, due: false, leased: false })
    })

    it('that is stopped in the middle stays due, and another server goes on at once', async () => {
      const { job, tally } = slow()
      const { lines, end } = printed()
      const stopping = new AbortController()
      try {
        const first = workIfDue(job, 'stopped', stopping.signal)
        await vi.waitFor(() => expect(tally.running).toBe(1))
        stopping.abort()
        await first
        expect(await state()).toEqual({ holder: null, due: true, leased: false })
        const next = slow()
        next.goOn()
        expect(await workIfDue(next.job, 'next', never)).toBe(true)
      } finally {
        end()
      }
      expect(lines.filter((line) => line.includes('"cut":true'))).toHaveLength(1)
    })

    it('that fails is tried again after a while, and not at once', async () => {
      const job: Job = { name, every: 1, run: () => Promise.reject(new Error('broken')) }
      await expect(workIfDue(job, 'a', never)).rejects.toThrow('broken')
      expect(await state()).toEqual({ holder: null, due: false, leased: false })
    })

    it('ends where its server stops, whatever it waits for', async () => {
      const stop = startJobs([slow().job], 'server')
      await stop()
      expect(await state()).toBeUndefined()
    })
  })
})
