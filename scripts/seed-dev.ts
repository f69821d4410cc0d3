import { database } from '@/db/client'
import { openDatabase } from '@/db/open'
import { users } from '@/db/schema/accounts'
import { readEnv } from '@/lib/server/env'
import { seedDemo } from '@/lib/server/seed'

// Gives an empty development database demo data; `npm run dev` calls it before it serves.

const opened = await openDatabase(readEnv())
try {
  const found = await database().select({ id: users.id }).from(users).limit(1)
  if (found.length === 0) {
    const { email, password } = await seedDemo()
    console.info(`The development data are new: sign in as ${email} with “${password}”.`)
  }
} finally {
  await opened.close()
}
process.exit(0)
