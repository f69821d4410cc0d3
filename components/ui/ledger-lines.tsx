/** The ruled lines of an empty ledger: decoration that fills its positioned parent and says nothing. */
export function LedgerLines({ className = '' }: { className?: string }) {
  return (
    <svg aria-hidden="true" className={`absolute inset-0 size-full text-line ${className}`}>
      <defs>
        <pattern id="ledger-lines" width="8" height="56" patternUnits="userSpaceOnUse">
          <path d="M0 55.5h8" stroke="currentColor" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#ledger-lines)" />
    </svg>
  )
}
