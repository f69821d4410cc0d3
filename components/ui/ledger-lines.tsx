type Props = {
  /** Only where two of them stand on one page in different colours. */
  id?: string
  className?: string
}

/** The ruled lines of an empty ledger: decoration that fills its positioned parent and says nothing. */
export function LedgerLines({ id = 'ledger-lines', className = '' }: Props) {
  return (
    <svg aria-hidden="true" className={`absolute inset-0 size-full text-line ${className}`}>
      <defs>
        <pattern id={id} width="8" height="56" patternUnits="userSpaceOnUse">
          <path d="M0 55.5h8" stroke="currentColor" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  )
}
