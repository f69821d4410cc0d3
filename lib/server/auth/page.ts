import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Ctx } from './ctx'
import { homePath } from './next-path'
import { requireSameOrigin } from './origin'
import { cookieCtx } from './request'

/** Who looks at a page; undefined for a visitor who is not signed in. */
export async function pageCtx(): Promise<Ctx | undefined> {
  return cookieCtx((await headers()).get('cookie'), 'form')
}

/**
 * Who posted a server action. Refuses (`cross_origin`) what does not come from our own pages, which Next lets through
 * where there is no Origin; a visitor who is not signed in is sent to sign in and back to `next`.
 */
export async function actionCtx(next: string = homePath): Promise<Ctx> {
  requireSameOrigin(await headers())
  return (await pageCtx()) ?? redirect(`/signin?next=${encodeURIComponent(next)}`)
}
