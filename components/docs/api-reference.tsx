'use client'

import { TextLink } from '@/components/ui/text-link'
import { useHydrated } from '@/components/ui/use-hydrated'
import { ApiConsole } from './api-console'
import { ApiStart } from './api-start'

const documentUrl = '/api/v1/openapi.json'

/** The API reference: how to begin, then every operation; `date` is what the example writes down, YYYY-MM-DD. */
export function ApiReference({ date }: { date: string }) {
  const hydrated = useHydrated()
  const origin = hydrated ? window.location.origin : 'http://localhost:3000'
  return (
    <div className="px-5 pt-5 pb-12 lg:px-10 lg:pt-8">
      <h1 className="text-xl font-bold tracking-tight">API reference</h1>
      <p className="mt-1 max-w-[65ch] text-ink-soft">
        Everything this app writes down can be read and written by a script, too.
      </p>
      <p className="mt-1 mb-6 pointer-coarse:-mt-1 pointer-coarse:mb-3">
        <TextLink href={documentUrl}>The same for machines, as openapi.json</TextLink>
      </p>
      <ApiStart origin={origin} date={date} />
      <h2 className="mt-10 mb-4 text-lg font-bold tracking-tight">All operations</h2>
      <noscript>
        <p>
          The list of all operations needs JavaScript. Without it, read{' '}
          <TextLink href={documentUrl}>the OpenAPI document</TextLink>.
        </p>
      </noscript>
      {hydrated && <ApiConsole url={documentUrl} />}
    </div>
  )
}
