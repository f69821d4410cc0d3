import { randomBytes } from 'node:crypto'

export const password = 'a long enough one'

/** An e-mail address that nobody has yet. */
export function newEmail(): string {
  return `t${randomBytes(6).toString('hex')}@example.org`
}

/** What came back: a status, headers, and the body as JSON where it is some. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
export type Reply = { status: number; headers: Headers; body: any; text: string }

type Send = { body?: unknown; headers?: Record<string, string> }

/** Somebody at an address of their own, who keeps cookies as a browser does and sends a bearer token if they have one. */
export class Client {
  readonly cookies = new Map<string, string>()
  /** The Set-Cookie headers of the last reply. */
  setCookies: string[] = []
  bearer: string | undefined
  address = `10.${[...randomBytes(3)].join('.')}`

  constructor(readonly url: string) {}

  /** Sends JSON, or a form where the body is one; follows no redirect. */
  async send(method: string, path: string, { body, headers = {} }: Send = {}): Promise<Reply> {
    const form = body instanceof URLSearchParams || body instanceof FormData
    const cookies = [...this.cookies].map((pair) => pair.join('=')).join('; ')
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        'x-forwarded-for': this.address,
        ...(cookies && { cookie: cookies }),
        ...(this.bearer && { authorization: `Bearer ${this.bearer}` }),
        ...(body !== undefined && !form && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    })
    this.setCookies = response.headers.getSetCookie()
    for (const cookie of this.setCookies) this.keep(cookie)
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: json && text ? JSON.parse(text) : undefined,
    }
  }

  private keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }

  /** The name of the session cookie, which carries the instance. */
  get sessionName(): string {
    return [...this.cookies.keys()].find((name) => /^ttm-[\w-]{8}-session$/.test(name)) ?? ''
  }

  /** Makes an account and uses its token from now on. */
  async register(email = newEmail()): Promise<{ id: string; email: string }> {
    const { status, body, text } = await this.send('POST', '/api/v1/auth/register', {
      body: { email, password },
    })
    if (status !== 201) throw new Error(`The account was not made: ${text}`)
    this.bearer = body.accessToken
    return body.user
  }

  /** Asks for a token. */
  async token(email: string, secret = password): Promise<Reply> {
    return this.send('POST', '/api/v1/auth/token', { body: { email, password: secret } })
  }

  /** Signs in by cookie, through next-auth's own address. */
  async signIn(email: string, secret = password): Promise<Reply> {
    const { body } = await this.send('GET', '/api/auth/csrf')
    const form = new URLSearchParams({ csrfToken: body.csrfToken, email, password: secret })
    return this.send('POST', '/api/auth/callback/credentials', { body: form })
  }

  /** Fills in the form of a page, which `opened` it, and posts it, as a browser without JavaScript would. */
  async submit(
    path: string,
    typed: Record<string, string>,
    headers: Send['headers'] = {},
    opened: Client = this,
  ) {
    const { text } = await opened.send('GET', path)
    const form = new FormData()
    for (const [input] of text.matchAll(/<input[^>]*>/g)) {
      const name = attribute(input, 'name')
      if (name) form.set(name, attribute(input, 'value') ?? '')
    }
    for (const [name, value] of Object.entries(typed)) form.set(name, value)
    return this.send('POST', path, { body: form, headers })
  }
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  return value?.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
