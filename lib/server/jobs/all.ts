import 'server-only'
import type { Job } from './job'
import { retention } from './retention'

/** Everything that runs by itself. */
export const allJobs: readonly Job[] = [retention]
