import type { Metadata } from 'next'
import { connection } from 'next/server'
import { MessagePage } from '@/components/ui/message-page'
import { TextLink } from '@/components/ui/text-link'

export const metadata: Metadata = { title: 'Not found' }

/** What an address without a page answers; rendered for each request, so that its scripts carry that request's nonce. */
export default async function NotFound() {
  await connection()
  return (
    <MessagePage title="There is no page here">
      <p>The address may be mistyped, or the page has moved.</p>
      <p>
        <TextLink href="/">Go to your expenses</TextLink>
      </p>
    </MessagePage>
  )
}
