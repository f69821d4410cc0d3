import type { Page } from 'playwright'

declare global {
  interface Window {
    shifts: { value: number; where: string }[]
  }
}

/** Notes every layout shift of the pages that a device opens from now on. */
export async function noteShifts(page: Page): Promise<void> {
  await page.addInitScript(observe)
}

/** The sum of the shifts of the page since it was opened, none of them brought about by a press or a key, and of what. */
export async function shiftsOf(page: Page): Promise<{ sum: number; where: string[] }> {
  // Scrolling and moving the focus must shift nothing either.
  await page.keyboard.press('Tab')
  await page.mouse.move(200, 400)
  await page.mouse.wheel(0, 600)
  const shifts = await page.evaluate(
    () =>
      new Promise<Window['shifts']>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(window.shifts))),
      ),
  )
  return {
    sum: shifts.reduce((sum, { value }) => sum + value, 0),
    where: [...new Set(shifts.map(({ where }) => where))],
  }
}

/** Runs in a page, before anything of it. */
function observe(): void {
  window.shifts = []
  type Shift = PerformanceEntry & {
    value: number
    hadRecentInput: boolean
    sources: { node: Node | null }[]
  }
  const nameOf = (node: Node | null) => {
    const element = node instanceof Element ? node : node?.parentElement
    return element ? `${element.tagName.toLowerCase()} “${element.textContent.slice(0, 30)}”` : '?'
  }
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[]) {
      if (hadRecentInput) continue
      window.shifts.push({ value, where: sources.map(({ node }) => nameOf(node)).join(', ') })
    }
  }).observe({ type: 'layout-shift', buffered: true })
}
