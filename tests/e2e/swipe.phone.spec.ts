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
