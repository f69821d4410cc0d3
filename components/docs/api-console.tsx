'use client'

import { useEffect, useRef, useState } from 'react'
import type { SwaggerRequest } from 'swagger-ui-dist'
import { TextField } from '@/components/ui/text-field'
import { consolePlugin } from './console-plugin'
import { keepNamed } from './name-controls'
import './api-console.css'
import './api-console-parts.css'

/**
 * Every operation of an OpenAPI document, to read and to try. All of it comes from this server; the token that is
 * typed in lives in this page's field only.
 */
export function ApiConsole({ url }: { url: string }) {
  const place = useRef<HTMLDivElement>(null)
  const token = useRef<HTMLInputElement>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const domNode = place.current
    if (!domNode) return
    let gone = false
    import('swagger-ui-dist/swagger-ui-es-bundle.js').then(
      ({ default: show }) => {
        if (gone) return
        show({
          domNode,
          url,
          plugins: [consolePlugin],
          layout: 'ConsoleLayout',
          validatorUrl: null,
          persistAuthorization: false,
          docExpansion: 'list',
          displayRequestDuration: true,
          // Highlighting would bring colours that are not ours.
          syntaxHighlight: { activated: false },
          requestInterceptor: (request: SwaggerRequest) => {
            const typed = token.current?.value.trim()
            if (!typed || request.loadSpec) return request
            return { ...request, headers: { ...request.headers, Authorization: `Bearer ${typed}` } }
          },
        })
      },
      () => setFailed(true),
    )
    const stop = keepNamed(domNode)
    return () => {
      gone = true
      stop()
    }
  }, [url])
  return (
    <>
      <TextField
        ref={token}
        name="token"
        label="Access token"
        hint="For trying calls out here. It stays in this field only and is gone when you leave the page."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className="mb-8 max-w-xl"
      />
      {failed && <p role="alert">The reference could not be loaded. Reload the page.</p>}
      <div ref={place} className="api-console min-h-96" />
    </>
  )
}
