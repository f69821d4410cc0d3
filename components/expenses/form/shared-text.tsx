/** What another app shared, whole, beside the fields that were read out of it. */
export function SharedText({ text }: { text: string }) {
  return (
    <section aria-labelledby="shared-heading" className="border-t border-line pt-4">
      <h3 id="shared-heading" className="text-sm font-medium">
        Read from what was shared
      </h3>
      <p className="mt-1 text-sm text-ink-soft">Check the amount, the date and the note above.</p>
      <blockquote
        dir="auto"
        className="mt-3 border-l-2 border-line pl-3 text-sm whitespace-pre-wrap text-ink-soft [overflow-wrap:anywhere]"
      >
        {text}
      </blockquote>
    </section>
  )
}
