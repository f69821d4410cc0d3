import type { Metadata } from 'next'
import { connection } from 'next/server'
import { ApiReference } from '@/components/docs/api-reference'
import { PlainShell } from '@/components/expenses/plain/plain-shell'

export const metadata: Metadata = {
  title: 'API reference',
  description: 'Every call of the REST API, to read and to try.',
}

/** The API reference; rendered for each request, so that its scripts carry that request's nonce. */
export default async function DocsPage() {
  await connection()
  return (
    <PlainShell here="docs">
      <ApiReference date={new Date().toISOString().slice(0, 10)} />
    </PlainShell>
  )
}
