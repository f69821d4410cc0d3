/** Text for a terminal, as it must be typed; long lines wrap instead of hiding. */
export function CodeBlock({ children }: { children: string }) {
  return (
    <pre className="rounded-control border border-line bg-sheet px-3 py-2.5 text-sm wrap-anywhere whitespace-pre-wrap">
      <code>{children}</code>
    </pre>
  )
}
