import { beforeAll, expect, it } from 'vitest'
import { appPages } from '@/lib/core/app-pages'
import { ensureBuilt } from '@/scripts/build.mjs'
import { table } from '@/tests/bench/table'
import { mostWeight, scriptWeight } from '@/tests/bench/weight'

beforeAll(() => ensureBuilt())

it('lets no screen need more JavaScript than it may', () => {
  const found = appPages.map((page) => ({ page, kB: scriptWeight(page), most: mostWeight(page) }))
  const rows = found.map(({ page, kB, most }) => [page, kB.toFixed(1), String(most)])
  console.info(table([['kB of JavaScript, gzipped', 'found', 'at most'], ...rows]))
  expect(found.filter(({ kB, most }) => kB > most)).toEqual([])
})
