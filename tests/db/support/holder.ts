import { takeLock } from '@/db/embedded/lock'

// Takes the lock on a folder when told to, and says how that went.
const dataDir = process.argv[2] as string
console.info('ready')
process.stdin.once('data', async () => {
  try {
    const lock = await takeLock(dataDir)
    lock.handle('echo', (args) => args)
    console.info('held')
    process.stdin.once('data', async () => {
      await lock.release()
      process.exit(0)
    })
  } catch (error) {
    console.info(`refused ${(error as Error).message}`)
    process.exit(0)
  }
})
