import { beforeEach, describe, expect, it } from 'vitest'
import { keys } from '@/lib/client/device/keeping'
import { openTabs } from '@/lib/client/device/tabs'
import { onEachDatabase } from '@/tests/support/each-database'
import { untilQuiet } from './device-life/play'
import { sharedBrowser } from './device-life/shared-browser'
import type { Tab } from './device-life/tab'
import { draftsKey, type World } from './device-life/world'

onEachDatabase(() => {
  const stage = sharedBrowser()
  const { arrive, opened, wait, type } = stage
  let world: World
  let tab: Tab
  beforeEach(() => {
    ;({ world, tab } = stage)
  })

  const shown = (on: Tab) => on.runner.shown

  describe('after somebody has left', () => {
    beforeEach(async () => {
      await opened()
      world.browser.network = 'down'
      await tab.runner.takeLeave('signed-out')
      expect(tab.runner.state).toEqual({ is: 'left', notice: 'signed-out' })
    }, 60_000)

    it('whatever wakes the page ends the session as soon as the server is there, and brings nothing back', async () => {
      tab.heard?.woken()
      await untilQuiet(world)
      expect(tab.runner.state.is).toBe('left')
      world.browser.network = 'ok'
      await wait(tab)
      expect(tab.went).toBe('signIn')
      expect((await world.held()).meta).toMatchObject({ account: null, cookie: {} })
    })

    it('another tab brings nothing back before the session is ended', async () => {
      // It began before, and was told of nothing yet.
      const [, other] = world.browser.living
      world.browser.network = 'ok'
      const { engine } = (await other?.runner.open()) ?? {}
      await engine?.kick()
      expect((await world.held()).meta).toMatchObject({ account: null, cookie: {} })
    })

    it('whoever has signed in since is not signed out by it', async () => {
      world.browser.network = 'ok'
      const next = await arrive('bob')
      tab.heard?.woken()
      await untilQuiet(world)
      expect(tab.alive).toBe(false)
      await next.runner.open()
      next.heard?.woken()
      await untilQuiet(world)
      expect(shown(next)).toEqual({ kind: 'idle' })
    })
  })

  it('nothing is asked of the server while a person leaves, also by a page that is of nobody', async () => {
    const { replica, engine } = await tab.runner.open()
    await replica.wipe({ leaving: true })
    replica.person = undefined
    await engine.kick()
    expect((await world.held()).meta).toMatchObject({ account: null, cookie: {} })
  })

  it('what could not be removed goes on as it was', async () => {
    world.browser.full = true
    await expect(tab.runner.takeLeave('signed-out')).rejects.toThrow()
    world.browser.full = false
    await type(tab, 'ada after')
    tab.heard?.woken()
    await untilQuiet(world)
    expect([...(await world.onServer()).keys()]).toEqual(['ada after'])
    await tab.runner.takeLeave('signed-out')
    expect(tab.went).toBe('signIn')
  })

  it.each([
    ['removes for somebody else', false],
    ['leaves', true],
  ])(
    'a page that %s and dies once the rows are gone leaves no draft to the next person',
    async (_, leaving) => {
      world.browser.local.set(draftsKey, '["ada half"]')
      await tab.replica?.wipe({ leaving })
      tab.die()
      await arrive('bob')
      expect(world.drafts()).toEqual([])
    },
  )

  it('nobody is let in before what the one before had not finished is gone', async () => {
    world.browser.local.set(draftsKey, '["ada half"]')
    tab.die()
    await world.signIn('bob', true)
    const next = world.openTab()
    const seen: string[] = []
    next.runner.onChange(() => {
      if (shown(next).kind !== 'stopped') seen.push(...world.drafts())
    })
    await untilQuiet(world)
    await wait(next)
    expect(shown(next)).toEqual({ kind: 'idle' })
    expect(seen).toEqual([])
  })

  it('who has arrived is found out anew where the page died before it was settled', async () => {
    tab.die()
    await world.signIn('bob', true)
    const { browser } = world
    browser.local.set('ttm-arriving', browser.toldCookies.join(';'))
    // The server has told it, and taken its cookie away.
    browser.tell(undefined)
    browser.network = 'down'
    const next = await opened()
    expect(shown(next)).toMatchObject({ kind: 'stopped', code: 'checking' })
    browser.network = 'ok'
    await wait(next)
    await wait(next)
    expect(next.drawn?.account).toBe(world.people.bob.userId)
  })

  it('whoever signs in while a page asks who has arrived is news to the next page', async () => {
    await type(tab, 'ada sent')
    await wait(tab)
    tab.die()
    const { browser } = world
    await world.signIn('bob', true)
    await world.signIn('ada', true)
    const { carry } = browser
    browser.carry = (on, send) => {
      browser.carry = carry
      return carry.call(browser, on, async () => {
        const answer = send()
        await world.signIn('bob', true)
        browser.network = 'down'
        return answer
      }) as ReturnType<typeof send>
    }
    const first = await opened()
    first.die()
    browser.network = 'ok'
    const next = await opened()
    expect([...next.seen]).toEqual([world.people.bob.userId])
  })

  it('what is typed in a page that has not heard of a sign-out is not shown to whoever signs in next', async () => {
    const other = await opened()
    other.deaf = true
    await tab.runner.takeLeave('signed-out')
    await untilQuiet(world)
    expect(other.drawn?.account).toBe(world.people.ada.userId)
    world.browser.local.set(draftsKey, JSON.stringify(['ada typed on']))
    const next = await arrive('bob')
    expect([next.drawn?.account, world.drafts()]).toEqual([world.people.bob.userId, []])
  })

  it('a page that did not know whose data it found writes as nobody but whoever it shows', async () => {
    tab.die()
    await world.signIn('bob', true)
    world.browser.local.set(keys.other, 'yes')
    world.browser.network = 'down'
    const first = await opened()
    first.deaf = true
    expect(first.runner.state).toMatchObject({ is: 'barred', by: 'checking' })
    world.browser.network = 'ok'
    await opened()
    // It only hears from the server that all is well by now.
    await first.runner.open().then(({ engine }) => engine.kick())
    await untilQuiet(world)
    const bob = world.people.bob.userId
    const shown = world.browser.living.map(({ drawn, replica }) => [
      drawn?.account,
      replica?.person,
    ])
    expect(shown).toEqual([
      [bob, bob],
      [bob, bob],
    ])
  })

  it.each([
    ['is woken', async () => tab.heard?.woken()],
    ['is opened', async () => void (await opened())],
  ])(
    'once a tab that %s reaches the server again, the others know of it at once',
    async (_, reach) => {
      const other = await opened()
      world.browser.network = 'down'
      for (const one of [tab, other]) one.heard?.woken()
      await untilQuiet(world)
      expect(shown(other)).toEqual({ kind: 'offline' })
      world.browser.network = 'ok'
      await reach()
      await untilQuiet(world)
      other.deliver()
      await untilQuiet(world)
      expect(shown(other)).toEqual({ kind: 'idle' })
      expect(tab.inbox.length + other.inbox.length).toBeLessThan(4)
    },
  )

  it('a tab that hears nothing finds out by itself that somebody else is here', async () => {
    tab.deaf = true
    const next = await arrive('bob')
    await expect(type(tab, 'ada stale')).rejects.toMatchObject({ code: 'unauthorized' })
    await wait(tab)
    expect(tab.alive).toBe(false)
    const whose = world.browser.living.map(({ drawn }) => drawn?.account)
    expect(new Set(whose)).toEqual(new Set([next.drawn?.account]))
  })

  it('a tab that hears nothing removes nobody else’s work', async () => {
    world.browser.network = 'down'
    await type(tab, 'ada waiting')
    world.browser.network = 'ok'
    const gate = await arrive('bob')
    tab.die()
    const other = await opened()
    gate.deaf = true
    expect(shown(gate)).toMatchObject({ code: 'other_account' })
    await other.runner.removeForOther()
    await untilQuiet(world)
    await gate.runner.removeForOther()
    await untilQuiet(world)
    expect((await world.held()).meta.account?.id).toBe(world.people.bob.userId)
  })

  it('what the server does not know stays barred where it cannot be reached the next time, and after a reload', async () => {
    await world.loseAccount('ada')
    const next = await arrive('bob')
    expect(shown(next)).toMatchObject({ kind: 'stopped', code: 'unknown_account' })
    world.browser.network = 'down'
    next.heard?.woken()
    await untilQuiet(world)
    expect(shown(next)).toMatchObject({ kind: 'stopped', code: 'unknown_account' })
    next.die()
    expect(shown(await opened())).toMatchObject({ kind: 'stopped', code: 'checking' })
  })

  it('what somebody had not finished is not shown to the next one, also where nobody could be asked who arrived', async () => {
    world.browser.local.set(draftsKey, '["ada half"]')
    await tab.replica?.revoke()
    tab.die()
    await world.signIn('bob', true)
    world.browser.tell(undefined)
    const next = await opened()
    expect(next.drawn?.account).toBe(world.people.bob.userId)
    expect(world.drafts()).toEqual([])
  })

  it('a database that an older version left is left on', async () => {
    tab.die()
    world.browser.local.set('ttm-left', 'yes')
    const next = await opened()
    expect(next.went).toBe('signIn')
    expect(world.browser.local.has('ttm-left')).toBe(false)
  })
})

it('a change is made whether other tabs can be told or not', () => {
  const { tell, follow } = openTabs(() => {
    throw new ReferenceError('BroadcastChannel is not defined')
  })
  follow(() => {})
  expect(() => tell(['expense'])).not.toThrow()
})
