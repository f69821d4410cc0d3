import { httpDevice } from '@/tests/support/http-device'
import { startServer } from '@/tests/support/server'

/** In milliseconds, per round: how long 500 changes made offline take to reach a server on the embedded database. */
export async function measureDrain(rounds: number): Promise<number[]> {
  const server = await startServer()
  try {
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      const { replica, engine, add } = await httpDevice(server.url)
      for (let n = 0; n < 500; n++) await add(`offline ${n}`)
      const start = performance.now()
      while ((await replica.outbox()).length > 0) await engine.kick()
      times.push(performance.now() - start)
      engine.close()
    }
    return times
  } finally {
    await server.stop()
  }
}
