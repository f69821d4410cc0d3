import 'server-only'

/** What a run of a job came to, for whoever reads the log: counts and words of ours. */
export type Outcome = Record<string, number | string>

/** Something that runs by itself, on one of the servers of a database at a time. */
export type Job = {
  name: string
  /** In milliseconds, from the end of one run to the next. */
  every: number
  /**
   * Does what is due, in steps that each leave everything whole, as the next run may have to begin anywhere. It ends soon
   * after `signal`: the server stops, or another one has taken over.
   */
  run: (signal: AbortSignal) => Promise<Outcome>
}
