import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { planting } from './tests/support/mutants.ts'

// An odd time zone finds date bugs before users do; set before anything asks for the time.
process.env.TZ = 'Asia/Kathmandu'

const quick = { setupFiles: ['tests/support/no-console-errors.ts'] }
const slow = { testTimeout: 60_000, hookTimeout: 180_000 }
const served = {
  include: ['tests/api/**/*.test.ts'],
  globalSetup: ['tests/support/api-server.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
}

/** @param more what differs from the other projects */
function project(name: string, more: object) {
  return { extends: true as const, test: { name, ...more } }
}

const mutant = process.env.SYNC_MUTANT

export default defineConfig({
  // A fault planted on purpose, for tests/sync/mutants.test.ts.
  plugins: mutant ? [planting(mutant)] : [],
  resolve: {
    alias: {
      '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, ''),
      'server-only': fileURLToPath(new URL('node_modules/server-only/empty.js', import.meta.url)),
    },
  },
  test: {
    pool: 'forks',
    allowOnly: false,
    testTimeout: 10_000,
    projects: [
      project('unit', {
        ...quick,
        include: ['tests/architecture.test.ts', 'tests/unit/**/*.test.ts'],
      }),
      project('contract', { ...quick, include: ['tests/contract/**/*.test.ts'] }),
      project('sync', { ...quick, include: ['tests/sync/**/*.test.ts'], testTimeout: 120_000 }),
      project('db', {
        ...slow,
        include: ['tests/db/**/*.test.ts'],
        exclude: ['**/*.postgres.test.ts'],
      }),
      project('db-postgres', { ...slow, include: ['tests/db/**/*.postgres.test.ts'] }),
      project('durability', { ...slow, include: ['tests/durability/**/*.test.ts'] }),
      project('api-embedded', served),
      project('api-postgres', served),
      project('process', { ...slow, include: ['tests/process/**/*.test.ts'] }),
    ],
  },
})
