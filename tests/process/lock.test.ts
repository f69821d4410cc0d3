import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { withLock } from '@/scripts/lock.mjs'

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ttm-lock-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

it('lets one work at a time, and tells the others that they wait', async () => {
  const folder = scratchFolder()
  const seen: string[] = []
  const work = (name: string) =>
    withLock('test', folder, { waiting: () => seen.push(`${name} waits`) }, async () => {
      seen.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 20))
      seen.push(`${name} ends`)
    })
  await Promise.all([work('one'), work('two'), work('three')])
  const worked = seen.filter((line) => !line.endsWith('waits'))
  expect(seen.length - worked.length).toBe(2)
  for (let index = 0; index < worked.length; index += 2) {
    expect(worked[index + 1]).toBe(worked[index]?.replace('begins', 'ends'))
  }
})

it('is free again after work that failed', async () => {
  const folder = scratchFolder()
  const waiting = () => expect.fail('it was not free')
  const failing = withLock('test', folder, { waiting }, () => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  expect(await withLock('test', folder, { waiting }, async () => 'yes')).toBe('yes')
})

it('is free again when its holder was killed', async () => {
  const folder = scratchFolder()
  const script = `
    const { withLock } = await import(${JSON.stringify(pathToFileURL('scripts/lock.mjs').href)})
    await withLock('test', ${JSON.stringify(folder)}, { waiting() {} }, () => {
      console.log('held')
      return new Promise(() => {})
    })`
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script])
  await once(holder.stdout, 'data')
  let waits = () => {}
  const waited = new Promise<void>((resolve) => {
    waits = resolve
  })
  const mine = withLock('test', folder, { waiting: waits }, async () => 'mine')
  await waited
  holder.kill('SIGKILL')
  expect(await mine).toBe('mine')
})
