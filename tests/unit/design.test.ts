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

it('draws every icon with one stroke, each that closes, unfolds or leads on at one size, and moves in one time', () => {
  const files = readdirSync(folder('.'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx') && !name.endsWith('wordmark.tsx'))
    .map((name) => ({ name, text: readFileSync(new URL(name, folder('.')), 'utf8') }))
  const odd = files.flatMap(({ name, text }) => {
    const strokes = text.match(/strokeWidth=\{(?!1\.75\})[^}]*\}/g) ?? []
    const sizes = text.match(/<Chevron\w+\s+size=\{(?!20\})[^}]*\}/g) ?? []
    const times = text.match(/\bduration-\S+/g) ?? []
    return [...strokes, ...sizes, ...times].map((part) => `${name}: ${part}`)
  })
  expect(odd).toEqual([])
})
