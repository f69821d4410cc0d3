import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const connections = ['postgres/src/connection.js', 'postgres/cjs/src/connection.js']
const transactions = ['postgres/src/index.js', 'postgres/cjs/src/index.js']

/**
 * Faults of packages that would hurt people and have no release without them yet. Each stands here with its report;
 * once the package's version changes, it is looked at again.
 */
const mends = [
  {
    // https://github.com/porsager/postgres/issues/1208: a connection that ends between a query and its writing
    // throws where nobody can catch it, and so ends the whole server.
    files: connections,
    find: `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)`,
    put: `  function nextWrite(fn) {
    if (socket === null) {
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options))
      return false
    }
    const x = socket.write(chunk, fn)`,
  },
  {
    // The same report: what is written next waits for a timer that was called off, for ever.
    files: connections,
    find: `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()`,
    put: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()`,
  },
  {
    // https://github.com/porsager/postgres/issues/1119: rows of a query that failed half-way stay counted, and the next
    // query's answer begins with holes.
    files: connections,
    find: `    query = results = errorResponse = null
    result = new Result()
    connectTimer.cancel()`,
    put: `    query = results = errorResponse = null
    result = new Result()
    rows = 0
    connectTimer.cancel()`,
  },
  {
    // The same where the connection ended half-way: the error of its last query would be told to the first of the next.
    // And what was asked between an error of the socket and its end would never be answered.
    files: connections,
    find: `    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    closedTime = performance.now()`,
    put: `    ;(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = results = errorResponse = null
    result = new Result()
    rows = 0
    closedTime = performance.now()`,
  },
  {
    // A transaction whose connection has ended still asks for its ROLLBACK, on what is by then no connection, or somebody
    // else's: either keeps a place of the pool for ever. Three places, which belong together.
    files: transactions,
    find: `    let savepoints = 0
      , connection
`,
    put: `    let savepoints = 0
      , lost = null
      , connection
`,
  },
  {
    files: transactions,
    find: `connection.onclose = reject)`,
    put: `connection.onclose = e => (lost = e, reject(e)))`,
  },
  {
    files: transactions,
    find: `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue`,
    put: `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
        c.queue`,
  },
]

/**
 * Mends the installed packages; what is mended already stays. Throws a sentence where a package is another one than the
 * mend was written for.
 * @param {string} root
 */
export function mendPackages(root) {
  for (const { files, find, put } of mends) {
    for (const name of files) {
      const file = join(root, 'node_modules', name)
      const text = readFileSync(file, 'utf8')
      if (text.includes(put)) continue
      if (!text.includes(find))
        throw new Error(`${name} has changed: look at scripts/mend-packages.mjs.`)
      // A new file, since others may share the old one.
      writeFileSync(`${file}.mended`, text.replace(find, put))
      renameSync(`${file}.mended`, file)
    }
  }
}
