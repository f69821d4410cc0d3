/** Where a search found nothing: what to do about it. */
export function NothingFound({ done, onClear }: { done: boolean; onClear: () => void }) {
  if (!done) {
    return <p className="px-sides py-6 text-ink-soft lg:px-8">Looking through your expenses</p>
  }
  return (
    <div className="px-sides py-6 lg:px-8">
      <h2 className="text-lg font-medium">Nothing fits</h2>
      <p className="mt-1 max-w-120 text-pretty text-ink-soft">
        Words are looked for in notes and categories. Try fewer of them, an amount such as &gt;50,
        or a month such as november.
      </p>
      <button
        type="button"
        onClick={onClear}
        className="mt-2 min-h-11 rounded-control font-medium text-accent underline decoration-1 underline-offset-4 transition-colors hover:text-accent-strong"
      >
        Show everything
      </button>
    </div>
  )
}
