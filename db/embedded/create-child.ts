import { syncTree } from './disk'
import { startEngine } from './engine'

// Who asked for the cluster is gone: nobody will ever use it.
process.on('disconnect', () => process.exit(1))

const folder = process.argv[2]
if (!folder) throw new Error('The folder is missing.')
const client = await startEngine(folder)
await client.close()
// PGlite copies initdb's files in without syncing them.
await syncTree(folder)
process.exit(0)
