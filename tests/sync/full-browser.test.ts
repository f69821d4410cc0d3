import { beforeEach, expect, it } from 'vitest'
import { onEachDatabase } from '@/tests/support/each-database'
import { untilQuiet } from './device-life/play'
import { endSession, loseSession } from './device-life/server'
import { sharedBrowser } from './device-life/shared-browser'
import type { Tab } from './device-life/tab'
import type { World } from './device-life/world'

onEachDatabase(() => {
  const stage = sharedBrowser()
  const { opened, wait, type } = stage
  let world: World
  let tab: Tab
  beforeEach(() => {
    ;({ world, tab } = stage)
  })

  const shown = (on: Tab) => on.runner.shown

  /** Ada's session is ended from elsewhere while the disk is full, and her page hears of it. */
  async function endSessionWhileFull() {
    await type(tab, 'ada sent')
    await wait(tab)
    await endSession(world.browser.session)
    world.browser.full = true
    tab.heard?.woken()
    await untilQuiet(world)
  }

  it('a full browser asks nobody who has arrived, and shows nothing', async () => {
    await world.signIn('bob', true)
    tab.die()
    world.browser.full = true
    const next = await opened()
    expect(shown(next)).toMatchObject({ kind: 'stopped', code: 'storage' })
    expect(world.browser.told.size).toBe(1)
    world.browser.full = false
    next.open()
    await untilQuiet(world)
    await wait(next)
    expect(next.drawn?.account).toBe(world.people.bob.userId)
  })

  it('a full browser whose session was ended shows nothing, and lets go of what is there once it can', async () => {
    await endSessionWhileFull()
    expect(shown(tab)).toMatchObject({ kind: 'stopped', code: 'revoked' })
    expect([tab.drawn, (await world.held()).rows]).toEqual([undefined, ['ada sent']])
    world.browser.full = false
    await wait(tab)
    expect((await world.held()).rows).toEqual([])
  })

  it('a full browser lets go of it also where the server only knows the session no more by then', async () => {
    await endSessionWhileFull()
    if (world.browser.session) await loseSession(world.browser.session)
    world.browser.full = false
    await wait(tab)
    const { rows, meta } = await world.held()
    expect([rows, meta.revoked]).toEqual([[], world.people.ada.userId])
  })

  it('two tabs of a full browser do not tell each other for ever that somebody else is here', async () => {
    world.browser.network = 'down'
    await type(tab, 'ada waiting')
    world.browser.session = undefined
    await world.signIn('bob', true)
    world.browser.tell(undefined)
    world.browser.full = true
    world.browser.network = 'ok'
    const other = await opened()
    for (const one of [tab, other]) {
      one.heard?.woken()
      await untilQuiet(world)
    }
    expect([...tab.inbox, ...other.inbox]).not.toContain('person')
    expect(shown(tab)).toMatchObject({ code: 'other_account' })
  })
})
