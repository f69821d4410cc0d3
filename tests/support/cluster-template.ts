import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Puts a fresh, migrated embedded database into `dataDir`: a copy of one that is made once, because
 * to make a cluster takes many times longer than to copy it.
 */
export async function copyCluster(root: string, dataDir: string): Promise<void> {
  const cache = join(root, 'node_modules', '.cache')
  const template = join(cache, `ttm-cluster-${fingerprint(root)}`)
  if (!existsSync(template)) {
    const draft = join(cache, `ttm-draft-${randomBytes(6).toString('hex')}`)
    await mkdir(draft, { recursive: true })
    await make(root, draft)
    // Of several that were made at once the first stays.
    await rename(join(draft, 'pg'), template).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
    await rm(draft, { recursive: true, force: true })
  }
  await cp(template, join(dataDir, 'pg'), { recursive: true })
}

/** Another database or other migrations make another template. */
function fingerprint(root: string): string {
  const hash = createHash('sha256')
  const migrations = readdirSync(join(root, 'drizzle'), { recursive: true, encoding: 'utf8' })
  const files = migrations.filter((name) => /\.(sql|json)$/.test(name)).sort()
  for (const name of files) hash.update(name).update(readFileSync(join(root, 'drizzle', name)))
  hash.update(readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json')))
  return hash.digest('hex').slice(0, 12)
}

async function make(root: string, dataDir: string): Promise<void> {
  const args = ['scripts/run.mjs', 'tests/support/make-cluster.ts', dataDir]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`The database for the tests could not be made (${code}).`)
}
