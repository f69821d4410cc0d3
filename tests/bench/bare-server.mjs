import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { tsImport } from 'tsx/esm/api'

// Serves the bare app of a folder by the product's own server: node tests/bench/bare-server.mjs FOLDER

const repository = fileURLToPath(new URL('../../', import.meta.url))
const { stopSignal } = await import(new URL('../../scripts/stop-signal.mjs', import.meta.url).href)
const signal = stopSignal()
const tsconfig = join(repository, 'scripts', 'tsconfig.serve.json')

/** @param {string} file */
const load = (file) =>
  tsImport(pathToFileURL(join(repository, file)).href, { parentURL: import.meta.url, tsconfig })

Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
const { readEnv } = await load('lib/server/env.ts')
const { serve } = await load('scripts/serve/serve.ts')
const root = process.argv[2] ?? ''
await serve({ env: readEnv(), dev: false, root, signal })
process.exit(0)
