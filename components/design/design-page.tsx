import { Primitives } from './primitives'
import { Colors, Shapes, Type } from './tokens'

const schemes = ['light', 'dark'] as const

/** The design system on one page, light beside dark, for whoever works on it. */
export function DesignPage() {
  return (
    <main id="top" className="grid lg:grid-cols-2">
      <h1 className="sr-only">Design</h1>
      {schemes.map((scheme) => (
        <div
          key={scheme}
          className="min-w-0 px-5 py-6 sm:px-10"
          style={{
            colorScheme: scheme,
            background: 'var(--color-paper)',
            color: 'var(--color-ink)',
          }}
        >
          <p className="border-b-4 border-double border-line pb-3 text-xl font-bold tracking-tight">
            {scheme === 'light' ? 'Light' : 'Dark'}
          </p>
          <Colors />
          <Type />
          <Shapes />
          <Primitives scheme={scheme} />
        </div>
      ))}
    </main>
  )
}
