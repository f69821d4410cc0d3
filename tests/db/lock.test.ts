import { mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { listen } from '@/db/embedded/conversation'
import { askHolder, takeLock } from '@/db/embedded/lock'
import { type Child, startChild } from './support/child'
import { scratchFolder } from './support/scratch'

// Databases are started and processes killed, on machines that do other things too.
vi.setConfig({ testTimeout: 120_000 })

const inUse = (pid?: number) =>
  new RegExp(`already in use by another TrackThatMoney process \\(pid ${pid ?? '\\d+'}\\)`)

async function startHolder(dataDir: string): Promise<Child> {
  const child = startChild('tests/db/support/holder.ts', [dataDir])
  await child.line('ready')
  return child
}

/** A stand-in for another starter that never gets further than wanting the lock. */
async function contender(dataDir: string, name: string): Promise<{ close(): void }> {
  await mkdir(path.join(dataDir, 'lock'), { recursive: true })
  const server = await listen(path.join(dataDir, 'lock', name), () => 'contending')
  onTestFinished(server.close)
  return server
}

test('a second taker is refused until the first gives the directory free', async () => {
  const dataDir = await scratchFolder()
  const lock = await takeLock(dataDir)
  await expect(takeLock(dataDir)).rejects.toThrow(inUse(process.pid))
  await lock.release()
  const next = await takeLock(dataDir)
  await next.release()
  expect(await readdir(path.join(dataDir, 'lock'))).toEqual([])
})

test('only this user can reach the lock', async () => {
  const dataDir = await scratchFolder()
  const lock = await takeLock(dataDir)
  const folder = path.join(dataDir, 'lock')
  const [name = ''] = await readdir(folder)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o600)
  await lock.release()
})

test('another process is refused, and what a killed one leaves behind is cleared away', async () => {
  const dataDir = await scratchFolder()
  const child = await startHolder(dataDir)
  child.say('take')
  await child.line('held')
  await expect(takeLock(dataDir)).rejects.toThrow(inUse(child.process.pid))

  await child.kill()
  expect(await readdir(path.join(dataDir, 'lock'))).toHaveLength(1)
  const lock = await takeLock(dataDir)
  expect(await readdir(path.join(dataDir, 'lock'))).toHaveLength(1)
  await lock.release()
})

test('of five processes that start at once exactly one gets the directory', async () => {
  const dataDir = await scratchFolder()
  const children = await Promise.all([1, 2, 3, 4, 5].map(() => startHolder(dataDir)))
  for (const child of children) child.say('take')
  const held = children.map((child) =>
    child.line('held').then(
      () => true,
      () => false,
    ),
  )
  const refused = children.map((child) =>
    child.line('refused').then(
      (line) => inUse().test(line),
      () => false,
    ),
  )
  const outcomes = await Promise.all(
    children.map((_, index) => Promise.any([held[index], refused[index]])),
  )
  expect(outcomes).toEqual([true, true, true, true, true])
  const winners = children.filter((child) => child.lines.includes('held'))
  expect(winners).toHaveLength(1)
})

test('many rounds of starters at slightly different times: always one holder, never two', async () => {
  for (let round = 0; round < 40; round++) {
    const dataDir = await scratchFolder()
    let holders = 0
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, async () => {
        await sleep(Math.random() * 4)
        const lock = await takeLock(dataDir)
        holders += 1
        return lock
      }),
    )
    expect(holders, `round ${round}`).toBe(1)
    for (const result of results)
      if (result.status === 'fulfilled') await result.value.release()
      else expect(result.reason.message).toMatch(inUse())
  }
})

test('the first of two that want the directory waits until the other has left', async () => {
  const dataDir = await scratchFolder()
  const other = await contender(dataDir, '~later.sock')
  const taking = takeLock(dataDir)
  const early = await Promise.race([taking, sleep(400, 'waiting')])
  expect(early).toBe('waiting')
  other.close()
  await (await taking).release()
})

test('the second of two that want the directory gives up', async () => {
  const dataDir = await scratchFolder()
  await contender(dataDir, '0-earlier.sock')
  await expect(takeLock(dataDir)).rejects.toThrow(/already in use/)
})

test('the path may be longer than a socket address', async () => {
  const dataDir = path.join(await scratchFolder(), 'very-long-name-'.repeat(8), 'deep/er'.repeat(6))
  await mkdir(dataDir, { recursive: true })
  const lock = await takeLock(dataDir, { ping: () => 'pong' })
  expect(await askHolder(dataDir, { command: 'ping' })).toBe('pong')
  await expect(takeLock(dataDir)).rejects.toThrow(inUse(process.pid))
  await lock.release()
})

test('the holder answers commands, its errors reach who asks, and nobody answers nothing', async () => {
  const dataDir = await scratchFolder()
  expect(await askHolder(dataDir, { command: 'echo', args: 1 })).toBeUndefined()
  const child = await startHolder(dataDir)
  child.say('take')
  await child.line('held')
  const args = { email: 'jo@example.org', note: 'a\nb “c”' }
  expect(await askHolder(dataDir, { command: 'echo', args })).toEqual(args)
  expect(await askHolder(dataDir, { command: 'echo' })).toBeNull()
  await child.kill()
  expect(await askHolder(dataDir, { command: 'echo', args })).toBeUndefined()

  const lock = await takeLock(dataDir, {
    fail: async () => {
      throw new Error('No such account.')
    },
  })
  await expect(askHolder(dataDir, { command: 'fail' })).rejects.toThrow('No such account.')
  setTimeout(() => lock.handle('late', () => 'here'), 300)
  expect(await askHolder(dataDir, { command: 'late' })).toBe('here')
  await lock.release()
})
