import { database } from '@/db/client'
import { openDatabase } from '@/db/open'
import { users } from '@/db/schema/accounts'
import { readEnv } from '@/lib/server/env'
import { demoAccount, seedDemo } from '@/lib/server/seed'

// Gives an empty database demo data, over as many months as it is told; `npm run dev` and `npm run demo` call it
// before they serve.

const months = Number(process.argv[2] ?? 6)
const opened = await openDatabase(readEnv())
try {
  const found = await database().select({ id: users.id }).from(users).limit(1)
  if (found.length === 0) {
    console.info(`Writing down ${months} months of believable spending …`)
    await seedDemo(months)
  }
  const { email, password } = demoAccount
  console.info(`Sign in as ${email} with the password “${password}”.`)
} finally {
  await opened.close()
}
process.exit(0)
