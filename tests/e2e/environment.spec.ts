import type { Page } from 'playwright/test'
import { addExpense, openForm, register } from './fixtures/person'
import { rows } from './fixtures/spending'
import { expect, test } from './fixtures/test'

type Said = { language: unknown; languages: unknown }

/** A browser that says of itself what its environment says, a name of a locale or not. */
async function saying(page: Page, said: Said): Promise<void> {
  await page.addInitScript(({ language, languages }) => {
    Object.defineProperty(Navigator.prototype, 'language', { get: () => language })
    Object.defineProperty(Navigator.prototype, 'languages', { get: () => languages })
  }, said)
}

const environments: Said[] = [
  { language: 'en-US@posix', languages: ['en-US@posix'] },
  { language: 'C', languages: ['C'] },
  { language: undefined, languages: undefined },
  { language: '', languages: ['', 'POSIX', null, 'de_AT.UTF-8'] },
]

for (const said of environments) {
  const name = JSON.stringify([said.language ?? null, said.languages ?? null])
  test(`every screen is drawn where the browser gives its languages as ${name}`, {
    tag: '@one-size',
  }, async ({ page }) => {
    await register(page)
    await saying(page, said)
    await page.goto('/')
    await openForm(page)
    await addExpense(page, { amount: '1234,50', category: 'Home', note: 'odd' })
    await expect(rows(page).filter({ hasText: 'odd' })).toContainText(
      said.language === '' ? /1.234,50/ : '1,234.50',
    )
    for (const [path, title] of [
      ['/add', ''],
      ['/inbox', 'Inbox'],
      ['/settings', 'Settings'],
      ['/settings/devices', ''],
      ['/settings/trash', ''],
      ['/settings/preferences', 'Preferences'],
    ] as const) {
      await page.goto(path)
      await expect(page.getByRole('main'), path).toBeVisible()
      if (title) await expect(page.getByRole('heading', { name: title }).first()).toBeVisible()
      await expect(page.getByText('could not be shown'), path).toHaveCount(0)
    }
    // A region that is chosen works as well.
    await page.getByRole('combobox', { name: 'Language and region' }).selectOption('de-DE')
    await expect(page.getByText('1.234,50').first()).toBeVisible()
    await expect(page.getByText('Changed the language and region')).toBeVisible()
    await page.goto('/')
    await expect(rows(page).filter({ hasText: 'odd' })).toContainText('1.234,50')
  })
}

test('what another version or a strange hand left in this browser stops no screen', {
  tag: '@one-size',
}, async ({ page }) => {
  await register(page)
  for (const kept of [
    '{"locale":"en_US","firstWeekday":9,"monthStartsOn":0,"theme":"sepia"}',
    '{"locale":"C","firstWeekday":"x","monthStartsOn":"x","theme":"constructor"}',
    '{"locale":7}',
    'no JSON',
  ]) {
    await page.addInitScript((text) => localStorage.setItem('ttm-preferences', text), kept)
    await page.goto('/')
    await expect(page.getByText('Write down your first expense'), kept).toBeVisible()
    await page.goto('/settings/preferences')
    await expect(page.getByRole('combobox', { name: 'Language and region' }), kept).toBeVisible()
  }
})
