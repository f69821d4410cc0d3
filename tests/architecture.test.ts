import { describe, expect, it } from 'vitest'
import { rules } from './architecture/rules'
import { readSources, sourceOf } from './architecture/sources'

const sources = readSources()

describe.each(rules)('$says', ({ broken, plants }) => {
  it('holds', () => {
    expect(broken(sources)).toEqual([])
  })

  it.each(plants)('finds what is planted as %s', (file, text) => {
    const others = sources.filter((source) => source.file !== file)
    expect(broken([...others, sourceOf(file, text)]).join()).toContain(file.replace(/\.\w+$/, ''))
  })
})
