import { redirect } from 'next/navigation'
import { pageCtx } from '@/lib/server/auth/page'

/** Until the app screens exist, home is the plain form. */
export default async function HomePage() {
  redirect((await pageCtx()) ? '/add/plain' : '/signin')
}
