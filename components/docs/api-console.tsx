'use client'

import { useEffect, useRef, useState } from 'react'
import type { Viewer } from 'swagger-ui-dist/swagger-ui-es-bundle.js'
import { TextField } from '@/components/ui/text-field'
import { consolePlugin } from './console-plugin'
import { keepNamed } from './name-controls'
import './api-console.css'
import './api-console-parts.css'

/**
 * Every operation of an OpenAPI document, to read and to try. All of it comes from this server; the token that is
 * typed in lives in this page's memory only.
 */
export function ApiConsole({ url }: { url: string }) {
  const place = useRef<HTMLDivElement>(null)
  const token = useRef<HTMLInputElement>(null)
  const [viewer, setViewer] = useState<Viewer>()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const domNode = place.current
    if (!domNode) return
    let gone = false
    import('swagger-ui-dist/swagger-ui-es-bundle.js').then(
      ({ default: show }) => {
        if (gone) return
        const made = show({
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
          onComplete: () => authorize(made, token.current?.value),
        })
        setViewer(made)
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
        hint="For trying calls out on this page. It is kept in this page only and gone when you leave it."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        className="mb-8 max-w-xl"
        onInput={(event) => authorize(viewer, event.currentTarget.value)}
      />
      {failed && <p role="alert">The reference could not be loaded. Reload the page.</p>}
      <div ref={place} className="api-console min-h-96" />
    </>
  )
}

/** `bearer` is the name of the scheme in the document. */
function authorize(viewer: Viewer | undefined, typed = '') {
  const token = typed.trim()
  if (token === '') viewer?.authActions.logout(['bearer'])
  else viewer?.preauthorizeApiKey('bearer', token)
}
