import { openForm, register } from './fixtures/person'
import { fill, rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

test('a row that is pulled aside is deleted or duplicated', async ({ page }) => {
  await fill(page)
  const touch = await page.context().newCDPSession(page)
  const pull = async (by: number) => {
    const box = await rows(page).first().boundingBox()
    if (!box) throw new Error('There is no row.')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', dx?: number) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: dx === undefined ? [] : [{ x: x + dx, y }],
      })
    // Without a pause, which would be a finger that rests.
    const pulls = [0.2, 0.4, 0.6, 0.8, 1].map((part) => by * part)
    await Promise.all([
      send('touchStart', 0),
      ...pulls.map((dx) => send('touchMove', dx)),
      send('touchEnd'),
    ])
  }
  const first = rows(page).first()
  await expect(first).toContainText('Linden café')
  await pull(-40)
  await expect(rows(page)).toHaveCount(5)
  await pull(-150)
  await expect(rows(page)).toHaveCount(4)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page)).toHaveCount(5)
  await expect(first).toContainText('Linden café')
  await pull(150)
  await expect(page.getByRole('textbox', { name: 'Amount' })).not.toHaveValue('')
  await page.getByRole('button', { name: 'Close' }).click()
})

test('a sheet follows the finger at its heading, and is gone when it is let go far below or with a flick', async ({
  page,
}) => {
  await register(page)
  await openForm(page)
  const touch = await page.context().newCDPSession(page)
  const sheet = page.getByRole('dialog', { name: 'Add expense' })
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number) =>
    touch.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: y === undefined ? [] : [{ x: 200, y }],
    })
  const at = (by: number) => expect(sheet).toHaveCSS('transform', `matrix(1, 0, 0, 1, 0, ${by})`)
  // What follows the finger comes a moment after the sheet.
  await expect(async () => {
    await send('touchStart', 28)
    for (const y of [78, 178]) await send('touchMove', y)
    const pulled = await sheet.getAttribute('style')
    if (!pulled) await send('touchEnd')
    expect(pulled).toBeTruthy()
  }).toPass()
  await at(150)
  // Upwards again, and not far: it comes back.
  await send('touchMove', 128)
  await at(100)
  await send('touchEnd')
  await expect(sheet).toHaveCSS('transform', /^(none|matrix\(1, 0, 0, 1, 0, 0\))$/)
  await send('touchStart', 28)
  for (const y of [128, 528, 500]) await send('touchMove', y)
  await at(472)
  await send('touchEnd')
  await expect(sheet).toHaveCount(0)
  await expect(page).toHaveURL('/')
  await openForm(page)
  await expect(async () => {
    await Promise.all([
      send('touchStart', 28),
      send('touchMove', 60),
      send('touchMove', 180),
      send('touchEnd'),
    ])
    await expect(sheet).toHaveCount(0, { timeout: 1000 })
  }).toPass()
  await expect(page).toHaveURL('/')
})
