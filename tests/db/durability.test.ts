import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openEmbedded } from '@/db/embedded/open'
import { type Child, startChild } from './support/child'
import { dataDirectory } from './support/cluster'
import { scratchFolder } from './support/scratch'

// Databases are started and processes killed, on machines that do other things too.
vi.setConfig({ testTimeout: 120_000 })

async function open(dataDir: string) {
  const opened = await openEmbedded(dataDir)
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= opened.close()
    return closed
  }
  onTestFinished(close)
  return { client: opened.client, close }
}

async function writtenIn(dataDir: string): Promise<number[]> {
  const { client, close } = await open(dataDir)
  const { rows } = await client.query<{ n: number }>('select n from written order by n')
  await close()
  return rows.map(({ n }) => n)
}

const committedBy = (child: Child) =>
  child.lines.filter((line) => line.startsWith('committed')).map((line) => Number(line.slice(10)))

test('each commit is one fsync of the host, and a read is none', async () => {
  const { client } = await open(await dataDirectory())
  await client.exec('create table t (n int)')
  const syncs = vi.spyOn(fs, 'fsyncSync')
  onTestFinished(() => syncs.mockRestore())
  for (let n = 0; n < 40; n++) await client.query('insert into t values ($1)', [n])
  expect(syncs).toHaveBeenCalledTimes(40)
  await client.transaction(async (tx) => {
    for (let n = 0; n < 40; n++) await tx.query('insert into t values ($1)', [n])
  })
  expect(syncs).toHaveBeenCalledTimes(41)
  await client.query('select count(*) from t')
  expect(syncs).toHaveBeenCalledTimes(41)
})

test('the kernel sees one fsync between two commits', async () => {
  if (spawnSync('strace', ['-V']).error) {
    if (process.env.CI) throw new Error('strace is missing: install it where the tests run.')
    console.info('strace is missing: the system calls of a commit were not looked at.')
    return
  }
  const dataDir = await dataDirectory()
  const trace = path.join(dataDir, 'trace')
  const wrapper = [
    'strace',
    '-f',
    '-qq',
    '-s',
    '32',
    '-e',
    'trace=fsync,fdatasync,write',
    '-o',
    trace,
  ]
  const child = startChild('tests/db/support/writer.ts', [dataDir, '25'], { wrapper })
  await child.line('ready')
  child.say('go')
  expect(await child.ended).toBe(0)

  const calls = (await readFile(trace, 'utf8')).split('\n')
  const at = (text: string) => calls.findIndex((call) => call.includes(`"${text}`))
  const between = calls.slice(at('begin'), at('committed 25'))
  expect(between.filter((call) => call.includes('fsync('))).toHaveLength(25)
  const commit = calls.slice(at('committed 11'), at('committed 12'))
  expect(commit.filter((call) => call.includes('fsync('))).toHaveLength(1)
})

test('what was committed survives a kill, and the directory opens again', async () => {
  const dataDir = await dataDirectory()
  for (const round of [1, 2]) {
    const child = startChild('tests/db/support/writer.ts', [dataDir])
    await child.line('ready')
    child.say('go')
    await child.line(`committed ${round * 150}`)
    await child.kill()
    const rows = await writtenIn(dataDir)
    expect(rows.length).toBeGreaterThanOrEqual(committedBy(child).at(-1) ?? 0)
    expect(rows).toEqual(rows.map((_, index) => index + 1))
  }
})

test('a power cut right after the last commit loses none of them', async () => {
  const dataDir = await dataDirectory()
  const afterCut = await scratchFolder()
  const power = recordSynced(path.join(dataDir, 'pg'), path.join(afterCut, 'pg'))
  const { client } = await open(dataDir)
  power.record()
  await client.exec('create table written (n int primary key)')
  for (let n = 1; n <= 20; n++) await client.query('insert into written values ($1)', [n])
  await client.exec('checkpoint')
  for (let n = 21; n <= 40; n++) await client.query('insert into written values ($1)', [n])
  power.cut()
  expect(await writtenIn(afterCut)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
})

/** Keeps in `copy` what of `folder` would be left without power: each file as it was at its last sync. */
function recordSynced(folder: string, copy: string): { record(): void; cut(): void } {
  const { openSync, fsyncSync } = fs
  const paths = new Map<number, string>()
  let recording = false
  const spies = [
    vi.spyOn(fs, 'openSync').mockImplementation((file, ...how) => {
      const fd = openSync(file, ...how)
      paths.set(fd, String(file))
      return fd
    }),
    vi.spyOn(fs, 'fsyncSync').mockImplementation((fd) => {
      fsyncSync(fd)
      const file = paths.get(fd)
      if (recording && file && fs.statSync(file).isFile())
        fs.copyFileSync(file, path.join(copy, path.relative(folder, file)))
    }),
  ]
  const restore = () => {
    for (const spy of spies) spy.mockRestore()
  }
  onTestFinished(restore)
  return {
    record() {
      fs.cpSync(folder, copy, { recursive: true })
      recording = true
    },
    cut: restore,
  }
}

test('when the disk fails the process ends with a sentence and claims no more commits', async () => {
  const dataDir = await dataDirectory()
  const child = startChild('tests/db/support/writer.ts', [dataDir, '100', '10'])
  await child.line('ready')
  child.say('go')
  expect(await child.ended).toBe(1)
  expect(child.lines.at(-1)).toMatch(/had to stop: could not fsync .* I\/O error\. Everything/)
  expect(committedBy(child)).toHaveLength(10)
  expect((await writtenIn(dataDir)).slice(0, 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})
