import type { TestProject } from 'vitest/node'
import { startServer } from './server'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the server under test answers, without a slash at the end. */
    baseUrl: string
    database: 'embedded' | 'postgres'
  }
}

/** Starts one really built server for all API tests of a project: `inject('baseUrl')` says where it is. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const database = project.name === 'api-postgres' ? 'postgres' : 'embedded'
  const server = await startServer({ database })
  project.provide('baseUrl', server.url)
  project.provide('database', database)
  return async () => {
    const code = await server.stop()
    if (code !== 0) throw new Error(`The server ended with ${code}:\n${server.logs().slice(-4000)}`)
  }
}
