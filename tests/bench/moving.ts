import type { Page } from 'playwright'

/**
 * What keeps a page from answering while it is used, in ms: the longest task of each, and how long 95 of 100 frames took at
 * most while scrolling (16.7 is 60 a second).
 */
export type Moving = { scrolling: number; frame: number; searching: number }

/** Scrolls through a list of a device that holds everything, and types searches into it. */
export async function measureMoving(page: Page): Promise<Moving> {
  await forget(page)
  await page.locator('#history').hover()
  const frames = await page.evaluateHandle(countFrames)
  for (let turn = 0; turn < 60; turn++) {
    await page.mouse.wheel(0, 900)
    await nextFrame(page)
  }
  const times = await frames.evaluate((counted) => {
    counted.over = true
    return counted.times
  })
  const frame = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
  // And by the bar, to where nothing has been read yet.
  for (const part of [0.2, 0.7, 0.4, 1, 0]) {
    await page.evaluate((to) => {
      const list = document.getElementById('history')
      list?.scrollTo(0, to * list.scrollHeight)
    }, part)
    await page.locator('#history [data-expense]').first().waitFor()
    await nextFrame(page)
  }
  const scrolling = await longest(page)
  await forget(page)
  const search = page.getByRole('searchbox', { name: 'Search' })
  await search.pressSequentially('gro', { delay: 60 })
  await page.getByText(/^[\d,]+ expenses$/).waitFor()
  await search.pressSequentially('ceries >50', { delay: 60 })
  for (const typed of ['november 2026', '', 'no such note at all', '']) {
    await search.fill(typed)
    await nextFrame(page)
  }
  await page.locator('#history [data-expense]').first().waitFor()
  return { scrolling, frame, searching: await longest(page) }
}

function forget(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.bench.tasks.length = 0
  })
}

async function longest(page: Page): Promise<number> {
  // Long tasks are told a while after they ended.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)))
  return page.evaluate(() => Math.max(0, ...window.bench.tasks))
}

function nextFrame(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
  )
}

/** Runs in the page: how long each frame takes, in ms, until it is over. */
function countFrames(): { times: number[]; over: boolean } {
  const counted = { times: [] as number[], over: false }
  const from = (last: number) =>
    requestAnimationFrame((now) => {
      counted.times.push(now - last)
      if (!counted.over) from(now)
    })
  requestAnimationFrame(from)
  return counted
}
