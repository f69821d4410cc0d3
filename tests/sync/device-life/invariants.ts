import { expect } from 'vitest'
import { wasRevoked } from '@/lib/server/auth/sessions'
import { untilQuiet } from './play'
import type { Op, Who } from './schedule'
import { isAlive } from './server'
import type { World } from './world'

/** What a browser looked like before a step. */
export type Before = Awaited<ReturnType<typeof lookAt>>

/** What a step may change. */
export async function lookAt(world: World) {
  const { browser } = world
  const { meta, rows } = await world.held()
  const { session } = browser
  const alive = await isAlive(session)
  const revoked = session && !alive && (await wasRevoked(session.userId, session.sessionId))
  const holder = meta.account?.id
  const isQuiet =
    holder !== undefined &&
    !revoked &&
    (!alive || session?.userId === holder) &&
    browser.told.size === 0 &&
    browser.local.size === [...browser.local.keys()].filter((key) => harmless.has(key)).length &&
    !meta.unfinished &&
    !meta.revoked
  return { rows, isQuiet }
}

const harmless = new Set(['ttm-heard', 'ttm-drafts'])
/** After these a removal is what a person wants, or may have wanted. */
const removing = new Set(['signOut', 'give', 'plainSignOut', 'signIn', 'deleteDatabase', 'revoke'])

/** What must hold after every step. */
export async function expectAlways(world: World, op: Op, before: Before): Promise<void> {
  const kinds = op.kind === 'race' ? op.steps.map(({ kind }) => kind) : [op.kind]
  const { meta, rows, wallets, all } = await world.held()
  const owner = world.whoIs(meta.account?.id)
  const named = wallets.filter((name) => name !== 'Wallet')
  const others = [...all, ...named].filter((note) => ownerOf(note) !== owner)
  expect(others, `what is in the database of ${owner}`).toEqual([])
  await expectNothingRevoked(world)
  if (before.isQuiet && !kinds.some((kind) => removing.has(kind))) {
    expect(rows, 'rows that nobody wanted to go').toEqual(expect.arrayContaining(before.rows))
  }
  if (world.isOut) expect(owner, 'who is here after a sign-out').toBeUndefined()
  await expectPrivacy(world)
}

/** Nothing stays of whose session was ended, but for what the server has lost. */
async function expectNothingRevoked(world: World): Promise<void> {
  const { meta, rows } = await world.held()
  const isRevoked = meta.revoked !== undefined || (await isToldRevoked(world))
  if (isRevoked && !meta.unhealed) expect(rows, 'rows after a revoked session').toEqual([])
}

/** Whether the server told a page that the session was ended; not where a browser refuses to let go, and is asked again. */
async function isToldRevoked({ browser }: World): Promise<boolean> {
  if (browser.full || (await isAlive(browser.session))) return false
  return browser.living.some(
    ({ runner, triesAgain }) =>
      runner.state.is === 'barred' && runner.state.by === 'revoked' && !triesAgain,
  )
}

async function expectPrivacy(world: World): Promise<void> {
  const { living, session } = world.browser
  const here = (await isAlive(session)) ? world.whoIs(session?.userId) : undefined
  for (const tab of living) {
    const { drawn } = tab
    expect(tab.wasTold, 'a page that was told that somebody else is here, and stays').toBe(false)
    const who = drawn && world.whoIs(drawn.account)
    expect(drawn?.notes.filter((note) => ownerOf(note) !== who) ?? []).toEqual([])
    const writes = drawn && tab.runner.state.is === 'open' && world.whoIs(tab.replica?.person)
    if (writes) expect(writes, `who writes in a page that shows what is ${who}’s`).toBe(who)
    // A page that began before somebody else came is told, or finds out.
    if (!here || tab.unsure || tab.session?.sessionId !== session?.sessionId) continue
    const seen = [...tab.seen].filter((one) => world.whoIs(one) !== here)
    expect(seen, 'whom else a page ever showed').toEqual([])
    if (!drawn) continue
    const strange = world.drafts().filter((note) => ownerOf(note) !== who)
    expect(strange, `drafts that ${who} is shown`).toEqual([])
  }
}

/** Everything works again, and what people would do is done: then nothing may be stuck, and nothing be lost. */
export async function expectInTheEnd(world: World): Promise<void> {
  const { browser } = world
  Object.assign(browser, { network: 'ok', full: false, opens: true })
  if (browser.living.length === 0) world.openTab()
  await untilQuiet(world)
  for (let round = 0; round < 4; round++) {
    for (const tab of browser.living) {
      tab.fuse = Number.POSITIVE_INFINITY
      if (tab.runner.state.is === 'refused') tab.open()
      if (tab.frozen) tab.thaw()
      tab.deliver()
      await untilQuiet(world)
      tab.wait()
      await untilQuiet(world)
      tab.heard?.woken()
      await untilQuiet(world)
    }
  }
  await expectNothingRevoked(world)
  await expectWaysOut(world)
  await expectNothingLost(world)
}

/** Each page stands in a state that a screen says, and from which something leads on. */
async function expectWaysOut(world: World): Promise<void> {
  const { living, session } = world.browser
  const alive = await isAlive(session)
  for (const { runner, drawn } of living) {
    const { state, shown } = runner
    expect(['open', 'barred'], `a page that ends as ${JSON.stringify(state)}`).toContain(state.is)
    // Who is signed in is known by now: then it is theirs, or it is said whose it is.
    if (alive && shown.kind === 'stopped') expect(shown.code).not.toBe('checking')
    if (alive && state.is === 'open' && shown.kind !== 'stopped') {
      expect(shown.kind, 'how syncing ends').toBe('idle')
      expect(drawn?.account, 'whose it is').toBe(session?.userId)
    }
  }
}

/** What anybody typed is on the server once they have signed in again, but for what somebody gave up knowingly. */
async function expectNothingLost(world: World): Promise<void> {
  const { browser } = world
  const { meta } = await world.held()
  const owner = world.whoIs(meta.account?.id ?? meta.revoked)
  if (owner && !world.lost.has(owner)) {
    await world.signIn(owner, true)
    const tab = world.openTab()
    await untilQuiet(world)
    tab.wait()
    await untilQuiet(world)
    const last = browser.living.at(-1)
    expect(last?.runner.state, 'once they are back').toEqual({
      is: 'open',
      engine: { kind: 'idle' },
    })
  }
  const there = await world.onServer()
  const { all, waiting } = await world.held()
  for (const [note, who] of world.typed) {
    if (world.given.has(note)) continue
    const isKept = world.lost.has(who) && all.includes(note)
    if (!isKept) expect(there.get(note), `where “${note}” is; waiting: ${waiting}`).toBe(who)
  }
  for (const [note, who] of there) expect(ownerOf(note), 'whose wallet it is in').toBe(who)
}

function ownerOf(note: string): Who {
  return note.split(' ')[0] as Who
}
