import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import { compareSync, hashSync } from 'bcryptjs'

// bcrypt is a quarter of a second of plain computing: on its own thread it holds up nobody else's request.
// Plain JavaScript on purpose: Node runs this file itself, no bundle contains it.
// And behind the event loop where there are few cores; on Linux a priority belongs to the thread that sets it.
if (process.platform === 'linux') setPriority(0, 10)

parentPort?.on('message', ({ id, secret, cost, hash }) => {
  try {
    const value = hash === undefined ? hashSync(secret, cost) : compareSync(secret, hash)
    parentPort?.postMessage({ id, value })
  } catch (error) {
    parentPort?.postMessage({ id, failure: String(error) })
  }
})
