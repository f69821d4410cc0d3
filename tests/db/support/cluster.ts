import { cp, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { openEmbedded } from '@/db/embedded/open'
import { scratchFolder } from './scratch'

/** Makes one embedded database for a test file; returns how to get a data directory with a copy of it. */
export function clusterForFile(): () => Promise<string> {
  let made = ''
  beforeAll(async () => {
    made = await mkdtemp(path.join(os.tmpdir(), 'trackthatmoney-'))
    const { close } = await openEmbedded(made)
    await close()
  }, 120_000)
  afterAll(() => rm(made, { recursive: true, force: true }))
  return async () => {
    const dataDir = await scratchFolder()
    await cp(path.join(made, 'pg'), path.join(dataDir, 'pg'), { recursive: true })
    return dataDir
  }
}
