import { AppError } from '@/lib/core/errors'
import { newId } from '@/lib/core/ids'
import type { Op, Step } from './schedule'
import { endSession, isAlive, loseSession } from './server'
import type { Tab } from './tab'
import { draftsKey, type World } from './world'

const mostTabs = 3
/** In ms: so long no step takes, however busy the machine is. */
const longest = 60_000

/** Plays one step, or two at once, until nothing is under way any more. */
export async function play(world: World, op: Op): Promise<void> {
  const steps = op.kind === 'race' ? op.steps : [op]
  await Promise.all(steps.map((step) => playStep(world, step)))
  await untilQuiet(world)
}

async function playStep(world: World, step: Step): Promise<void> {
  const { browser } = world
  const tab = 'tab' in step ? browser.living[step.tab % (browser.living.length || 1)] : undefined
  switch (step.kind) {
    case 'openTab':
      if (browser.living.length < mostTabs) world.openTab()
      return
    case 'restart':
      for (const one of browser.living) one.die()
      world.openTab()
      return
    case 'crash':
    case 'close':
      return tab?.die()
    case 'crashLater':
      if (tab) tab.fuse = step.steps
      return
    case 'reload':
      return tab && reload(world, tab)
    case 'freeze':
      if (tab) tab.frozen = true
      return
    case 'thaw':
      return tab?.thaw()
    case 'deafen':
      if (tab) tab.deaf = true
      return
    case 'deliver':
      return tab?.deliver()
    case 'signIn':
      if (browser.network === 'down' || !(await world.signIn(step.who, step.keep))) return
      // The page of the sign-in takes the place of the app, and the app that of the page.
      tab?.die()
      world.openTab(tab?.own)
      return
    case 'plainSignOut': {
      const { session } = browser
      if (!session || browser.network === 'down' || !(await isAlive(session))) return
      tab?.die()
      await endSession(session)
      browser.session = undefined
      return browser.tell({ ...session, kind: 'left' })
    }
    case 'signOut':
      return tab && signOut(world, tab, step.force)
    case 'give':
      return tab && give(world, tab)
    case 'type':
      return tab && type(world, tab)
    case 'makeWallet':
      return tab && makeWallet(world, tab)
    case 'draft': {
      const who = world.whoIs(tab?.drawn?.account)
      if (!who || !tab?.alive || tab.frozen || browser.full) return
      // Whoever is here by now types nothing into a page that shows somebody else.
      if (world.whoIs(browser.session?.userId) !== who) return
      browser.local.set(draftsKey, JSON.stringify([...world.drafts(), world.text(who)]))
      return
    }
    case 'wake':
      return tab?.frozen ? undefined : tab?.heard?.woken()
    case 'wait':
      return tab?.wait()
    case 'network':
      browser.network = step.to
      return
    case 'revoke':
      return endSession(browser.session)
    case 'expire':
      return browser.session && loseSession(browser.session)
    case 'elsewhere':
      return world.elsewhere(step.who)
    case 'backUp':
      return world.backUp()
    case 'putBack':
      return world.putBack()
    case 'loseAccount':
      return world.loseAccount(step.who)
    case 'full':
      browser.full = step.on
      return
    case 'opens':
      browser.opens = step.on
      return
    case 'closeDatabase':
      for (const one of browser.living) await closeUnder(one)
      return
    case 'deleteDatabase': {
      for (const note of (await world.held()).all) world.given.add(note)
      // Browsers take all that a site keeps, or nothing.
      browser.local.clear()
      await new Promise((done) => {
        const request = indexedDB.deleteDatabase(browser.name)
        request.onsuccess = done
        request.onerror = done
      })
    }
  }
}

/** Waits until nothing is under way, passes pages on that want to go, and lets all others draw. */
export async function untilQuiet(world: World): Promise<void> {
  const end = Date.now() + longest
  for (let quiet = 0; quiet < 6; ) {
    if (Date.now() > end) throw new Error(`It never ends: ${stuckIn(world)}.`)
    await new Promise((go) => setImmediate(go))
    for (const { runner, dead } of world.browser.living) {
      await Promise.race([runner.quiet(), dead])
    }
    quiet = world.browser.living.some(({ isBusy }) => isBusy) ? 0 : quiet + 1
    if (quiet < 6) continue
    for (const tab of world.browser.living) {
      const isGone = await Promise.race([passOn(world, tab), tab.dead])
      if (isGone) quiet = 0
      else await Promise.race([tab.draw(), tab.dead])
    }
  }
}

function stuckIn({ browser }: World): string {
  return JSON.stringify(
    browser.living.map(({ runner, went, isBusy }) => [runner.state, went, isBusy]),
  )
}

async function passOn(world: World, tab: Tab): Promise<boolean> {
  const { shown } = tab.runner
  if (tab.went === 'reload') {
    reload(world, tab)
    return true
  }
  // Where nobody's data is here, the gate leads to the sign-in.
  const isOut = shown.kind === 'signed-out' && !(await metaOf(tab))?.account
  if (tab.went === undefined && !isOut) return false
  tab.die()
  return true
}

async function metaOf(tab: Tab) {
  try {
    return await tab.replica?.meta()
  } catch {
    return undefined
  }
}

function reload(world: World, tab: Tab): void {
  tab.die()
  world.openTab(tab.own)
}

/** As lib/client/page/sign-out.ts; who is told of what waits, and goes all the same, has given it up. */
async function signOut(world: World, tab: Tab, force: boolean): Promise<void> {
  if (tab.frozen || !tab.drawn || tab.runner.state.is !== 'open') return
  await attempt(tab, async () => {
    const { replica, engine } = await tab.runner.open()
    if (!force) {
      await engine.kickIfWaiting()
      if ((await replica.countNotSent()) > 0) return
      await tab.runner.takeLeave('signed-out')
      if (tab.went === 'signIn') await world.signOut()
      return
    }
    const known = await replica.countNotSent()
    const waiting = await waitingOf(tab)
    await giveUp(world, waiting, () => tab.runner.takeLeave('signed-out', known))
    if (tab.went === 'signIn') await world.signOut()
  })
}

/** Somebody is shown that something is only here, takes it as a file, and has it removed. */
async function give(world: World, tab: Tab): Promise<void> {
  const { state, shown } = tab.runner
  if (tab.frozen || (state.is !== 'barred' && state.is !== 'open')) return
  const code = shown.kind === 'stopped' ? shown.code : ''
  await attempt(tab, async () => {
    const { replica } = await tab.runner.open()
    if (code === 'other_account' || code === 'unknown_account') {
      const { all } = await world.held()
      return giveUp(world, all, () => tab.runner.removeForOther())
    }
    if (code !== 'revoked' && code !== 'leaving') return
    const known = await replica.countNotSent()
    const waiting = await waitingOf(tab)
    const notice = code === 'revoked' ? 'revoked' : 'not-kept'
    await giveUp(world, waiting, () => tab.runner.takeLeave(notice, known))
  })
}

async function waitingOf(tab: Tab): Promise<string[]> {
  const outbox = (await tab.replica?.outbox()) ?? []
  const aside = (await tab.replica?.store.getAll('aside')) ?? []
  return [
    ...outbox.filter(({ state }) => state !== 'sent').map(({ summary }) => summary),
    ...aside.flatMap(({ rows = [] }) =>
      rows.map(({ row }) => (row as { note?: string }).note ?? ''),
    ),
  ]
}

async function giveUp(
  world: World,
  notes: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  for (const note of notes) world.given.add(note)
  await work()
}

/** Whoever sees the app as theirs types into it. */
async function type(world: World, tab: Tab): Promise<void> {
  const who = world.whoIs(tab.drawn?.account)
  if (!who || !tab.alive || tab.frozen) return
  const note = world.text(who)
  await attempt(tab, async () => {
    const { replica, engine } = await tab.runner.open()
    await replica.mutate('expense.create', world.expenseOf(who, note), note)
    world.typed.set(note, who)
    await engine.kick()
  })
}

/** As `type`, of a change that needs nothing that is there already. */
async function makeWallet(world: World, tab: Tab): Promise<void> {
  const who = world.whoIs(tab.drawn?.account)
  if (!who || !tab.alive || tab.frozen) return
  const name = world.text(who)
  const args = { walletId: newId(), fields: { name, currency: 'EUR' }, categories: [] }
  await attempt(tab, async () => {
    const { replica, engine } = await tab.runner.open()
    await replica.mutate('wallet.create', args, name)
    await engine.kick()
  })
}

async function closeUnder(tab: Tab): Promise<void> {
  const closed = tab.replica?.store.run(async (database) => database.close()).catch(() => {})
  await Promise.race([closed, tab.dead])
}

// A page that dies answers nothing any more.
async function attempt(tab: Tab, work: () => Promise<unknown>): Promise<void> {
  const tried = work().catch((error) => {
    const known = error instanceof AppError || error instanceof DOMException
    if (!known && !refusals.test((error as Error).message)) throw error
  })
  await Promise.race([tried, tab.dead])
}

const refusals = /closed for good|cannot be done now|kept here|does not note/
