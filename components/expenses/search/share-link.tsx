import { showToast } from '@/components/ui/toast/toast-store'

type Props = { href: string; className: string }

/** Hands a link of the app to another one, or else copies it; nothing where the browser lets a page do neither. */
export function ShareLink({ href, className }: Props) {
  const shares = 'share' in navigator
  if (!shares && !navigator.clipboard) return null
  const hand = async () => {
    const { href: url } = new URL(href, window.location.href)
    try {
      if (shares) return await navigator.share({ url })
      await navigator.clipboard.writeText(url)
      showToast('Link copied')
    } catch (error) {
      const isCalledOff = error instanceof DOMException && error.name === 'AbortError'
      if (!isCalledOff) showToast(`The link could not be ${shares ? 'shared' : 'copied'}.`)
    }
  }
  return (
    <button type="button" onClick={() => void hand()} className={className}>
      {shares ? 'Share' : 'Copy link'}
    </button>
  )
}
