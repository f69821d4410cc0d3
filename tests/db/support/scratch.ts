import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { connectPostgres } from '@/db/postgres'

/** An empty folder that is removed after the test. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'trackthatmoney-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

/** The address of a new, empty PostgreSQL database, dropped after the test. */
export async function scratchPostgres(): Promise<string> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error('Set TEST_DATABASE_URL to a PostgreSQL that may create databases.')
  const name = `trackthatmoney_test_${process.pid}_${Math.random().toString(36).slice(2)}`
  const admin = await connectPostgres(server, 'maintain')
  await admin.unsafe(`create database ${name}`)
  onTestFinished(async () => {
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  })
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
