import type { Metadata } from 'next'
import { MessagePage } from '@/components/ui/message-page'
import { TextLink } from '@/components/ui/text-link'

export const metadata: Metadata = { title: 'Not found' }

/** What an address without a page answers. It asks for nothing: every page carries it, and the app's own are static. */
export default function NotFound() {
  return (
    <MessagePage title="There is no page here">
      <p>The address may be mistyped, or the page has moved.</p>
      <p>
        <TextLink href="/">Go to your expenses</TextLink>
      </p>
    </MessagePage>
  )
}
