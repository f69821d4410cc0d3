import { smallTargets, underCutOut } from './fixtures/fingers'
import { fill, rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

const tablet = { width: 1180, height: 820 }

test('whatever can be pressed is 44 pixels wide and high, on a phone and on a tablet', async ({
  page,
}) => {
  await fill(page)
  for (const size of [page.viewportSize() ?? tablet, tablet]) {
    await page.setViewportSize(size)
    for (const path of ['/', '/add', '/settings', '/inbox', '/settings/categories']) {
      await page.goto(path)
      await expect(page.getByRole('heading').first()).toBeVisible()
      if (path === '/') await expect(rows(page)).toHaveCount(5)
      if (path === '/add') {
        await expect(page.getByRole('radio').first()).toBeAttached()
        await page.getByRole('textbox', { name: 'Note' }).fill('Li')
        await expect(page.getByRole('list', { name: 'Earlier notes' })).toBeVisible()
      }
      if (path === '/settings/categories') {
        await expect(page.getByRole('link', { name: 'Groceries' })).toBeVisible()
      }
      expect(await smallTargets(page.locator('body')), path).toEqual([])
    }
    await page.goto('/?category=Home&max=200')
    await expect(page.getByRole('list', { name: 'Filters' })).toBeVisible()
    await page.getByRole('button', { name: 'Filters', exact: true }).click()
    await expect(page.getByRole('button', { name: 'Done' })).toBeVisible()
    expect(await smallTargets(page.locator('body')), 'filters').toEqual([])
  }
})

test('held sideways, nothing stands under the cut-out of a screen', async ({ page }) => {
  await fill(page)
  const wide = 60
  await page.setViewportSize({ width: 915, height: 412 })
  const client = await page.context().newCDPSession(page)
  const insets = { left: wide, right: wide, leftMax: wide, rightMax: wide }
  await client.send('Emulation.setSafeAreaInsetsOverride', { insets })
  expect(await underCutOut(page, wide), 'history').toEqual([])
  await page.getByRole('button', { name: 'Filters' }).click()
  await expect(page.getByRole('button', { name: 'Done' })).toBeVisible()
  expect(await underCutOut(page, wide), 'filters').toEqual([])
  await page.goto('/?q=lidl')
  await page.getByRole('button', { name: 'Select all' }).click()
  await expect(page.getByRole('region', { name: 'Selection' })).toBeVisible()
  expect(await underCutOut(page, wide), 'selection').toEqual([])
  await page.getByRole('button', { name: 'Category' }).click()
  await expect(page.getByRole('dialog').getByRole('radio').first()).toBeAttached()
  expect(await underCutOut(page, wide), 'dialog').toEqual([])
  for (const path of ['/add', '/settings', '/inbox']) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    expect(await underCutOut(page, wide), path).toEqual([])
  }
})
