import fs from 'node:fs'
import { openEmbedded } from '@/db/embedded/open'

// Opens the embedded database in a folder and, when told to, commits rows and says so after each.
const [dataDir = '', count = '1000000', failAt] = process.argv.slice(2)
const { client, close } = await openEmbedded(dataDir)
await client.exec('create table if not exists written (n int primary key)')
console.info('ready')

process.stdin.once('data', async () => {
  if (failAt) breakDiskAfter(Number(failAt))
  const [last] = (await client.query<{ n: number }>('select coalesce(max(n), 0) as n from written'))
    .rows
  console.info('begin')
  for (let n = (last?.n ?? 0) + 1; n <= Number(count); n++) {
    await client.query('insert into written values ($1)', [n])
    console.info(`committed ${n}`)
  }
  console.info('end')
  await close()
  process.exit(0)
})

/** From the given sync on the disk answers with an error. */
function breakDiskAfter(syncs: number): void {
  const { fsyncSync } = fs
  let left = syncs
  fs.fsyncSync = (fd) => {
    left -= 1
    if (left < 0) throw Object.assign(new Error('broken disk'), { code: 'EIO' })
    fsyncSync(fd)
  }
}
