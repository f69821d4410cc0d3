import 'server-only'
import { sql } from 'drizzle-orm'
import { database, rowsOf } from '@/db/client'
import { jobs } from '@/db/schema/jobs'

/** In milliseconds: a server that has said nothing for so long has lost its turn to the others. */
export const lease = 30_000

/** A server's turn at a job. */
export type Turn = { job: string; holder: string }

const until = sql.raw(`now() + interval '${lease} milliseconds'`)
const nobody = sql`holder = null, leased_until = null`

/** Takes the turn at a job that is due and that nobody does now; whether it could be had. All servers go by the database's clock. */
export async function takeTurn({ job, holder }: Turn): Promise<boolean> {
  await database().insert(jobs).values({ name: job, dueAt: now }).onConflictDoNothing()
  return isDone(sql`update ${jobs} set holder = ${holder}, leased_until = ${until}
    where name = (select name from ${jobs} where name = ${job} and due_at <= now()
      and (leased_until is null or leased_until <= now()) for update skip locked)`)
}

/** Tells the others that the job is still being done; false where the turn was lost to one of them. */
export function keepTurn(turn: Turn): Promise<boolean> {
  return isDone(sql`update ${jobs} set leased_until = ${until} where ${isOf(turn)}`)
}

/** Gives a turn up: the job is due again after some milliseconds; at once, and for others too, where none are given. */
export function endTurn(turn: Turn, dueIn?: number): Promise<boolean> {
  const due = dueIn === undefined ? sql`due_at` : sql`now() + ${`${dueIn} milliseconds`}::interval`
  return isDone(sql`update ${jobs} set due_at = ${due}, ${nobody} where ${isOf(turn)}`)
}

const now = sql`now()`

function isOf({ job, holder }: Turn) {
  return sql`name = ${job} and holder = ${holder}`
}

async function isDone(update: ReturnType<typeof sql>): Promise<boolean> {
  return (await rowsOf(database(), sql`${update} returning name`)).length > 0
}
