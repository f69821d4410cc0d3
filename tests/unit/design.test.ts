import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folder = (name: string) => new URL(`../../components/${name}/`, import.meta.url)

/** Frames of whole pages, and what only brings others about. */
const apart = ['message-page', 'toast']

it('shows every primitive on the page of the design', () => {
  const shown = readdirSync(folder('design'))
    .map((name) => readFileSync(new URL(name, folder('design')), 'utf8'))
    .join()
  const missing = readdirSync(folder('ui'))
    .map((name) => /^(?!use-)(.+)\.tsx$/.exec(name)?.[1])
    .filter((name) => name && !apart.includes(name) && !shown.includes(`components/ui/${name}'`))
  expect(missing).toEqual([])
})
