import { missingWords } from '@/components/parts/wallet/missing-wallet'

/** Says above the list that its link names a wallet that is not on this device, and which one is on show. */
export function ElsewhereNotice({ instead }: { instead: string }) {
  return (
    <p role="status" className="flex-none px-sides py-2 text-sm text-ink-soft text-pretty lg:px-8">
      {missingWords} This is {instead}.
    </p>
  )
}
