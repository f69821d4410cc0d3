import { openDatabase } from '@/db/open'

// Opens, and so creates, the database of a folder the way a server does.
const opened = await openDatabase({ dataDir: process.argv[2] as string })
console.info('opened')
await opened.close()
console.info('closed')
