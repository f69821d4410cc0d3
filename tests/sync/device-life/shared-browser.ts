import { afterEach, beforeEach, vi } from 'vitest'
import { untilQuiet } from './play'
import type { Who } from './schedule'
import type { Tab } from './tab'
import { World } from './world'

/** Before each test a browser that people share, in which Ada has signed in; `world` and `tab` are those of the test. */
export function sharedBrowser() {
  const stage = {
    world: undefined as unknown as World,
    /** Ada's page. */
    tab: undefined as unknown as Tab,
    /** Somebody signs in, and the app opens in another tab. */
    arrive: async (who: Who): Promise<Tab> => {
      await stage.world.signIn(who, true)
      return stage.opened()
    },
    /** The app opens in another tab. */
    opened: async (): Promise<Tab> => {
      const one = stage.world.openTab()
      await untilQuiet(stage.world)
      return stage.wait(one)
    },
    /** Some time goes by in a tab. */
    wait: async (one: Tab): Promise<Tab> => {
      one.wait()
      await untilQuiet(stage.world)
      return one
    },
    /** Ada writes something down. */
    type: async (on: Tab, note: string): Promise<void> => {
      const { replica } = await on.runner.open()
      await replica.mutate('expense.create', stage.world.expenseOf('ada', note), note)
    },
  }
  beforeEach(async () => {
    vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
    stage.world = await World.make()
    stage.tab = await stage.arrive('ada')
  }, 60_000)
  afterEach(() => stage.world.end())
  return stage
}
