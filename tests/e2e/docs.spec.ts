import { register } from './fixtures/person'
import { expect, test } from './fixtures/test'

test('the reference lists the API, tries it out, and asks no third party', async ({
  page,
  baseURL,
}) => {
  const strangers: string[] = []
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== baseURL) strangers.push(request.url())
  })
  await register(page)
  await page.goto('/docs')
  const operation = page.locator('#operations-Expenses-getExpenses')
  await operation.getByRole('button').first().click()
  await operation.getByRole('button', { name: 'Try it out' }).click()
  await operation.getByRole('button', { name: 'Execute' }).click()
  await expect(
    operation.locator('.live-responses-table td.response-col_status:not(.col_header)'),
  ).toContainText('200')
  expect(strangers).toEqual([])
})

test('an address that does not exist says what to do', { tag: '@one-size' }, async ({
  page,
  expectedComplaints,
}) => {
  expectedComplaints.push(/404/)
  const answer = await page.goto('/nothing-here')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading')).toBeVisible()
  await expect(page.getByRole('link').first()).toBeVisible()
})

test('an inline script that was planted does not run', { tag: '@one-size' }, async ({
  page,
  expectedComplaints,
}) => {
  expectedComplaints.push(/Content Security Policy/i, /404/)
  await page.goto('/signin')
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.planted = true'
    document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.planted = true">')
    const holder = document.createElement('div')
    document.body.append(holder)
    holder.innerHTML = script.outerHTML
    await new Promise((resolve) =>
      document.querySelector('img[src=x]')?.addEventListener('error', resolve),
    )
    return 'planted' in window
  })
  expect(ran).toBe(false)
})
