import { textLinkClass } from '@/components/ui/text-link'

type Props = {
  /** The name of the wallet that can be taken in its place. */
  instead: string
  onTake: () => void
}

/** Says above a form that the wallet it was begun for is not on this device, and offers the one that is drawn. */
export function MissingWallet({ instead, onTake }: Props) {
  return (
    <p className="flex items-center justify-between gap-3 border-y border-line text-sm text-pretty">
      <span className="py-2">{missingWords}</span>
      <button type="button" onClick={onTake} className={`${textLinkClass} min-h-11 flex-none`}>
        Use {instead}
      </button>
    </p>
  )
}

/** What is said of a wallet that was asked for and is not on this device. */
export const missingWords = 'The wallet that was asked for is not on this device.'
