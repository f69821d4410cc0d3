import { eq } from 'drizzle-orm'
import { database } from '@/db/client'
import { users } from '@/db/schema/accounts'
import { expenses } from '@/db/schema/expenses'
import { openStore } from '@/lib/client/replica/opening'
import { isNotSent, type Meta, type StoreName, storeNames } from '@/lib/client/replica/store'
import { emptyMeta } from '@/lib/client/replica/wiping'
import { systemCtx } from '@/lib/server/auth/session-ctx'
import { execute } from '@/lib/server/execute'
import { makeSyncingPerson } from '@/tests/support/devices'
import { newExpense, type Person } from '@/tests/support/people'
import { type Copy, copySpaces, putBack, removeSpaces } from '../simulation/life'
import { Browser, letRefuse } from './browser'
import type { Who } from './schedule'
import { isAlive, loseAccount, startSession } from './server'
import { Tab } from './tab'

/** Under which key pages keep what was typed and not saved, as lib/client/page/unsaved.ts does. */
export const draftsKey = 'ttm-drafts'

type Held = Record<'rows' | 'waiting' | 'wallets' | 'all', string[]> & { meta: Meta }

/** What one schedule plays in: a browser that Ada and Bob share, the server, and what each of them ever typed. */
export class World {
  readonly people: Record<Who, Person>
  readonly browser = new Browser()
  /** What was typed and safe on the device, by whom. */
  readonly typed = new Map<string, Who>()
  /** Of that, what somebody gave up when they were told of it, or what nobody can be blamed for losing. */
  readonly given = new Set<string>()
  readonly lost = new Set<Who>()
  /** Set from when somebody signed out until somebody signs in. */
  isOut = false
  #copy: Copy | undefined
  #n = 0

  private constructor(people: Record<Who, Person>) {
    this.people = people
    letRefuse(this.browser)
  }

  static async make(): Promise<World> {
    const world = new World({ ada: await makeSyncingPerson(), bob: await makeSyncingPerson() })
    await world.backUp()
    return world
  }

  get spaces(): string[] {
    return Object.values(this.people).flatMap(({ userId, walletId }) => [userId, walletId])
  }

  whoIs(userId: string | undefined): Who | undefined {
    return (['ada', 'bob'] as const).find((who) => this.people[who].userId === userId)
  }

  /** A text that nobody typed before; it says whose it is. */
  text(who: Who): string {
    return `${who} ${++this.#n}`
  }

  expenseOf(who: Who, note: string): ReturnType<typeof newExpense> {
    return newExpense(this.people[who], { note })
  }

  async signIn(who: Who, keep: boolean): Promise<boolean> {
    if (this.lost.has(who)) return false
    const { browser } = this
    const { userId } = this.people[who]
    const { toldCookies } = browser
    browser.session = await startSession(userId, browser.session)
    this.isOut = false
    browser.tell({ ...browser.session, kind: keep ? 'keep' : 'leave' }, toldCookies)
    return true
  }

  /** Notes that a page has signed out, unless somebody has signed in by now. */
  async signOut(): Promise<void> {
    const { session } = this.browser
    const isOut = !(await isAlive(session))
    if (this.browser.session === session) this.isOut ||= isOut
  }

  async elsewhere(who: Who): Promise<void> {
    if (this.lost.has(who)) return
    const note = this.text(who)
    await execute(
      await systemCtx(this.people[who].userId),
      'expense.create',
      this.expenseOf(who, note),
    )
    this.typed.set(note, who)
  }

  async backUp(): Promise<void> {
    this.#copy = await copySpaces(this.spaces)
  }

  /**
   * The server is put back to its copy. What it had and has no more the browser brings back, unless it is left before it
   * hears of that: then it is nobody's fault.
   */
  async putBack(): Promise<void> {
    if (!this.#copy) return
    await putBack(this.spaces, this.#copy)
    const known = new Set([...(await this.held()).waiting, ...(await this.onServer()).keys()])
    for (const note of this.typed.keys()) if (!known.has(note)) this.given.add(note)
  }

  async loseAccount(who: Who): Promise<void> {
    this.lost.add(who)
    await loseAccount(this.people[who].userId)
  }

  /** What the server has of the two, by text, and in whose wallet. */
  async onServer(): Promise<Map<string, Who>> {
    const found = new Map<string, Who>()
    for (const who of ['ada', 'bob'] as const) {
      const { walletId } = this.people[who]
      const rows = await database().select().from(expenses).where(eq(expenses.spaceId, walletId))
      for (const { note } of rows) found.set(note, who)
    }
    return found
  }

  /** What the browser's database holds, beside any page. */
  async held(): Promise<Held> {
    const { browser } = this
    const [full, opens] = [browser.full, browser.opens]
    Object.assign(browser, { full: false, opens: true })
    const store = await openStore(browser.name)
    try {
      // Of one moment: pages may go on meanwhile.
      const [meta = emptyMeta(), expenses, wallets, outbox, asides] = await store.run(
        (database) => {
          const transaction = database.transaction(storeNames)
          const all = <N extends StoreName>(name: N) => transaction.objectStore(name).getAll()
          const found = transaction.objectStore('meta').get('device')
          return Promise.all([found, all('expense'), all('wallet'), all('outbox'), all('aside')])
        },
      )
      const rows = expenses.map(({ note }) => note)
      const noteOf = ({ row }: { row: object }) => String((row as { note?: string }).note)
      const aside = asides.flatMap(({ rows: kept = [] }) => kept.map(noteOf))
      return {
        ...{ meta, rows, wallets: wallets.map(({ name }) => name) },
        waiting: outbox.filter(isNotSent).map(({ summary }) => summary),
        all: [...rows, ...outbox.map(({ summary }) => summary), ...aside],
      }
    } finally {
      store.close()
      Object.assign(browser, { full, opens })
    }
  }

  /** What pages keep beside the database. */
  drafts(): string[] {
    return JSON.parse(this.browser.local.get(draftsKey) ?? '[]')
  }

  openTab(own?: Map<string, string>): Tab {
    return new Tab(this.browser, own)
  }

  async end(): Promise<void> {
    for (const tab of this.browser.living) tab.die()
    letRefuse(undefined)
    indexedDB.deleteDatabase(this.browser.name)
    const ids = Object.values(this.people).map(({ userId }) => userId)
    await removeSpaces(this.spaces)
    for (const id of ids) await database().delete(users).where(eq(users.id, id))
  }
}
