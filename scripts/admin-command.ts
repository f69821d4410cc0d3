import { randomBytes } from 'node:crypto'
import nextEnv from '@next/env'
import { clusterExists } from '@/db/embedded/create'
import { askHolder } from '@/db/embedded/lock'
import { openDatabase } from '@/db/open'
import { sentenceOf } from '@/lib/core/loggable'
import { adminCommands, type MadeLink } from '@/lib/server/auth/links'
import { readEnv } from '@/lib/server/env'

/**
 * Makes a link by one of the admin commands, prints it and until when it works, and ends the process: 0, or 1 after
 * a sentence. The running server is asked where it has the database; else this process opens it.
 */
export async function printLink(command: string, args: unknown, purpose: string): Promise<void> {
  try {
    const { url, expiresAt } = await run(command, args)
    const until = new Date(expiresAt).toLocaleString('en-GB', {
      dateStyle: 'full',
      timeStyle: 'short',
    })
    console.info(`${purpose} It works once, until ${until}:\n\n${url}\n`)
    process.exit(0)
  } catch (error) {
    console.error(sentenceOf(error))
    process.exit(1)
  }
}

async function run(command: string, args: unknown): Promise<MadeLink> {
  nextEnv.loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error })
  // These commands use no secret, so whoever runs them need not have it at hand.
  process.env.AUTH_SECRET ||= randomBytes(32).toString('hex')
  const { databaseUrl, dataDir } = readEnv()
  if (!databaseUrl) {
    const answer = await askHolder(dataDir, { command, args })
    if (answer !== undefined) return answer as MadeLink
    if (!clusterExists(dataDir)) {
      throw new Error(
        `There is no database in ${dataDir} yet: start the server once (npm start), or set DATA_DIR to where it is.`,
      )
    }
  }
  const opened = await openDatabase({ databaseUrl, dataDir })
  try {
    return (await adminCommands[command]?.(args)) as MadeLink
  } finally {
    await opened.close()
  }
}
