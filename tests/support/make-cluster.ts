import { openDatabase } from '@/db/open'

const dataDir = process.argv[2]
if (!dataDir) throw new Error('The data directory is missing.')
const opened = await openDatabase({ dataDir })
await opened.close()
process.exit(0)
