import type { Page } from 'playwright'
import { type Screen, type State, screens, titleOf } from './screens'
import { type Kind, kinds, openDevice, type Stage, untilQuiet } from './stage'

/** One screen in one state on one kind of device, as it stands before whoever looks at it. */
export type Sight = { screen: Screen; state: State; kind: Kind; title: string; page: Page }

/** The state of every screen that is looked at, in the order of the walk. */
export function sights(wanted: (title: string) => boolean): Omit<Sight, 'page'>[] {
  const states = [...new Set(screens.flatMap((screen) => screen.states))]
  return (Object.keys(kinds) as Kind[]).flatMap((kind) =>
    states.flatMap((state) =>
      screens
        .filter(({ kinds: some = [kind] }) => some.includes(kind))
        .filter((screen) => screen.states.includes(state) && wanted(titleOf(screen, state)))
        .map((screen) => ({ screen, state, kind, title: titleOf(screen, state) })),
    ),
  )
}

/** Goes through them, one device after the other, and calls `look` once each is there and still. */
export async function walk(
  stage: Stage,
  list: readonly Omit<Sight, 'page'>[],
  look: (sight: Sight) => Promise<void>,
): Promise<void> {
  let device: { of: string; page: Page } | undefined
  try {
    for (const sight of list) {
      const of = `${sight.kind} ${sight.state}`
      if (device?.of !== of) {
        await device?.page.context().close()
        device = { of, page: await openDevice(stage, sight.kind, sight.state) }
      }
      const { page } = device
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await page.goto(sight.screen.path)
      await untilQuiet(page)
      // An act that brings nothing must not pass for the screen without it.
      await (await sight.screen.act?.(page))?.waitFor()
      await untilQuiet(page)
      await look({ ...sight, page })
    }
  } finally {
    await device?.page.context().close()
  }
}
