import { spawn } from 'node:child_process'
import { ensureInstalled } from './install.mjs'

// Runs a TypeScript file of this repository: node scripts/run.mjs path/to/file.ts arguments …

const [file, ...args] = process.argv.slice(2)
if (!file) {
  console.error('Usage: node scripts/run.mjs path/to/file.ts arguments …')
  process.exit(2)
}
try {
  await ensureInstalled()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

const flags = ['--conditions=react-server', '--import', import.meta.resolve('tsx')]
const child = spawn(process.execPath, [...flags, file, ...args], { stdio: 'inherit' })
for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(name, () => child.kill(name))
}
child.on('exit', (code, name) => {
  if (name) for (const known of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(known)
  if (name) process.kill(process.pid, name)
  else process.exit(code ?? 1)
})
