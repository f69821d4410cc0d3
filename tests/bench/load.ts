import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Done, Job } from './generator'

/** The process that makes the load. */
export type Load = { run: (job: Job) => Promise<Done>; end: () => void }

/** Starts it; a job rejects with the first answer that had another status than it should. */
export function startLoad(): Load {
  const child = fork(fileURLToPath(new URL('generator.ts', import.meta.url)))
  const ended = once(child, 'exit').then(() => [{ failure: 'nothing: the generator ended' }])
  return {
    async run(job) {
      const answered = once(child, 'message')
      child.send(job)
      const [done] = (await Promise.race([answered, ended])) as [Done]
      if (done.failure) throw new Error(`${job.planned[0]?.path} answered ${done.failure}`)
      return done
    },
    end: () => child.disconnect(),
  }
}
