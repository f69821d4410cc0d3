/** The mark: a ledger's T-account, which is also our T, with one entry on its right. */
export function Mark({ className = 'size-6' }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      strokeWidth={3}
      strokeLinecap="round"
      aria-hidden="true"
      className={className}
    >
      <path d="M2 4h20M12 4v18" stroke="currentColor" />
      <path d="M16.75 10.5H22" className="stroke-accent" />
    </svg>
  )
}

type Props = {
  href?: string
  /** In a crowded bar the name gives way on the smallest screens, not for assistive technology. */
  crowded?: boolean
}

/** Mark and name, as a link to the start. */
export function Wordmark({ href = '/', crowded = false }: Props) {
  return (
    <a
      href={href}
      className="inline-flex min-h-11 items-center gap-2 rounded-control text-base font-bold tracking-tight"
    >
      <Mark />
      <span className={crowded ? 'max-[22rem]:sr-only' : ''}>TrackThatMoney</span>
    </a>
  )
}
