import path from 'node:path'
import { table } from '@/tests/bench/table'
import { readSources, type Source, shippedOf } from './sources'

// npm run structure: how large the rooms are, and which of them know which, from the code's own imports.

const sources = shippedOf(readSources())
/** Of screens each room, of the others each wing. */
const roomOf = (file: string) => {
  const folders = path.posix.dirname(file).split('/')
  if (folders[0] === 'components') return folders.slice(0, 3).join('/')
  return folders[0] === 'lib' ? folders.slice(0, 2).join('/') : (folders[0] ?? '')
}
const known = new Set(sources.map(({ file }) => file.replace(/\.(tsx?|mjs)$/, '')))
const lines = ({ text }: Source) => text.split('\n').length - 1

console.info(`${rooms()}\n\n${arrows()}\n\n${largest()}`)

function rooms(): string {
  const folders = new Map<string, Source[]>()
  for (const source of sources) {
    const folder = path.posix.dirname(source.file)
    folders.set(folder, [...(folders.get(folder) ?? []), source])
  }
  const rows = [...folders]
    .filter(([folder]) => !/^app\//.test(folder))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([folder, files]) => [
      ...[folder, String(files.length)],
      String(files.reduce((sum, file) => sum + lines(file), 0)),
    ])
  return table([['folder', 'files', 'lines'], ...rows])
}

/** Each room with those that it imports from, and how often. */
function arrows(): string {
  const found = new Map<string, Map<string, number>>()
  for (const { file, imports } of sources) {
    const from = roomOf(file)
    for (const name of imports) {
      const to = known.has(name) ? roomOf(`${name}.ts`) : undefined
      if (!to || to === from) continue
      const counts = found.get(from) ?? new Map<string, number>()
      found.set(from, counts.set(to, (counts.get(to) ?? 0) + 1))
    }
  }
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([from, counts]) => {
      const sorted = [...counts].sort(([, one], [, other]) => other - one)
      return `${from} → ${sorted.map(([to, count]) => `${to} ${count}`).join(', ')}`
    })
    .join('\n')
}

function largest(): string {
  const rows = sources
    .filter(({ file }) => /^components\/.*\.tsx$/.test(file))
    .sort((one, other) => lines(other) - lines(one))
    .slice(0, 10)
    .map((source) => [source.file, String(lines(source)), String(source.imports.length)])
  return table([['largest components', 'lines', 'imports'], ...rows])
}
