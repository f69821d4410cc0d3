import type { FieldError } from '@/lib/core/errors'

/** What the server says of a request that it refuses. */
export type Problem = { code: string; detail?: string; errors?: FieldError[] }

/** What something in front of the server wants of a person: that they sign in to it, or that they mend it. */
type FrontWants = 'sign-in' | 'mending'

/** The same in words, without a full stop. */
const frontWords: Record<FrontWants, string> = {
  'sign-in': 'Server reached, but something in front wants a sign-in',
  mending: 'Server reached, but something in front is broken',
}

/** Something was reached, but what answered is not the server: a gate, a portal, or a proxy that has lost it. */
export class NotOurs extends Error {
  override readonly name = 'NotOurs'
  readonly wants: FrontWants

  /** `status` is 0 where a browser hides an answer that leads elsewhere, which the server's never do. */
  constructor(status: number) {
    const wants = status < 400 || [401, 403, 407, 511].includes(status) ? 'sign-in' : 'mending'
    super(frontWords[wants])
    this.wants = wants
  }
}

type Asked = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  body?: object | undefined
  /** After this long without an answer the request is given up, in milliseconds. */
  patience: number
  /** A field that the server's answer has, by which it is known to be the server's; none where the answer is empty. */
  has?: string | undefined
}

/**
 * Asks the server, as the person who is signed in here, and answers what it says: `reply`, or why not. Throws NotOurs for an
 * answer that is not the server's, anything else where nothing answers.
 */
export async function ask<Reply>(
  path: string,
  { method = 'POST', body, patience, has }: Asked,
): Promise<{ reply: Reply } | { problem: Problem }> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  const { ok, status } = response
  if (status === 204 && !has) return { reply: undefined as Reply }
  const answer = await objectOf(response)
  if (ok && has && answer?.[has] !== undefined) return { reply: answer as Reply }
  if (!ok && answer?.type === `about:blank#${answer?.code}`) {
    return { problem: answer as unknown as Problem }
  }
  throw new NotOurs(status)
}

async function objectOf(response: Response): Promise<Record<string, unknown> | undefined> {
  if (!response.headers.get('content-type')?.includes('json')) return undefined
  try {
    return (await response.json()) ?? undefined
  } catch (error) {
    // An answer that was cut on its way is none.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
