import { describe, expect, it } from 'vitest'
import { type Plant, rules } from './architecture/rules'
import { readSources, type Source, sourceOf } from './architecture/sources'

const sources = readSources()

describe.each(rules)('$says', ({ broken, plants }) => {
  it('holds', () => {
    expect(broken(sources)).toEqual([])
  })

  it.each(plants)('finds what is planted as %s', (...plant) => {
    const planted = filesOf(plant)
    const others = sources.filter(({ file }) => planted.every((one) => one.file !== file))
    const found = broken([...others, ...planted]).join()
    for (const { file } of planted) expect(found).toContain(file.replace(/\.\w+$/, ''))
  })
})

function filesOf([file, text, times]: Plant): Source[] {
  if (times === undefined) return [sourceOf(file, text)]
  return Array.from({ length: times }, (_, n) =>
    sourceOf(file.replace(/(\.\w+)$/, `-${n}$1`), text),
  )
}
