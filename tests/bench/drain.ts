import { chromium } from 'playwright'
import { chromiumPath } from '@/tests/support/chromium'
import { startServer } from '@/tests/support/server'
import { makeAccount } from './accounts'
import { newPage, save } from './device-page'
import { cookiesOf, flags } from './devices'

/**
 * In milliseconds: how long `count` expenses that were added in a real browser without the network take, from the
 * network's return to "All changes saved", with a server on the embedded database.
 */
export async function measureDrain(count: number): Promise<number> {
  const server = await startServer()
  const executablePath = chromiumPath()
  const browser = await chromium.launch({ args: flags, ...(executablePath && { executablePath }) })
  try {
    const account = await makeAccount(server.url, 1)
    const page = await newPage(browser, await cookiesOf(browser, server.url, account))
    await page.goto(`${server.url}/`)
    const status = page.getByRole('status').filter({ hasText: 'All changes saved' })
    await status.waitFor()
    await page.context().setOffline(true)
    for (let n = 1; n <= count; n++) await save(page, `offline ${n}`, { status: `${n} waiting` })
    const start = performance.now()
    await page.context().setOffline(false)
    await status.waitFor()
    return performance.now() - start
  } finally {
    await browser.close()
    await server.stop()
  }
}
