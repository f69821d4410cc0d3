export type ButtonLook = 'primary' | 'secondary' | 'danger' | 'quiet'

const shape =
  'relative inline-flex min-h-11 items-center justify-center gap-2 rounded-control border px-4 text-base font-medium transition-colors pointer-coarse:min-h-12 aria-disabled:cursor-progress'

const looks: Record<ButtonLook, string> = {
  primary:
    'border-transparent bg-accent text-on-accent hover:bg-accent-strong active:bg-accent-strong aria-disabled:bg-accent-strong',
  secondary:
    'border-edge bg-sheet text-ink hover:border-accent hover:text-accent active:bg-accent-tint aria-disabled:text-ink-soft',
  danger:
    'border-edge bg-sheet text-danger hover:border-danger active:bg-danger-tint aria-disabled:text-ink-soft',
  quiet: 'border-transparent px-3 text-ink-soft hover:text-ink active:text-ink text-sm',
}

/** The classes of a button, or of a link that looks like one: one primary a screen, quiet ones in bars. */
export function buttonClass(look: ButtonLook = 'primary', more = ''): string {
  return `${shape} ${looks[look]} ${more}`.trim()
}
