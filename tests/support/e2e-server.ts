import { startServer } from './server'

/** Starts one really built server for all browser tests; BASE_URL says to them where it is. */
export default async function setup(): Promise<() => Promise<void>> {
  const database = process.env.E2E_DATABASE === 'postgres' ? 'postgres' : 'embedded'
  const server = await startServer({ database })
  process.env.BASE_URL = server.url
  return async () => {
    await server.stop()
  }
}
