import type { Page } from 'playwright/test'
import { appPages, installFiles } from '@/lib/core/app-pages'
import { addExpense, register } from './fixtures/person'
import { expect, test } from './fixtures/test'

type Picture = { src: string; sizes: string; type: string; purpose?: string; form_factor?: string }
type Manifest = {
  icons: Picture[]
  screenshots: Picture[]
  shortcuts: { url: string; icons: Picture[] }[]
  share_target: object
  launch_handler: object
  start_url: string
  id: string
}

const ready = (page: Page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true))

test('Chromium finds nothing that keeps the app from being installed', async ({
  openOwnDevice,
  baseURL,
  expectedComplaints,
}) => {
  expectedComplaints.push(/ERR_INTERNET_DISCONNECTED.*api\/sync/)
  const device = await openOwnDevice(baseURL ? { baseURL } : {})
  const page = device.pages()[0] ?? (await device.newPage())
  const client = await device.newCDPSession(page)
  await client.send('Page.enable')
  // Also before somebody has signed in.
  await page.goto('/signin')
  const before = await client.send('Page.getAppManifest')
  expect(before.errors).toEqual([])
  await register(page)
  await ready(page)
  await page.goto('/')
  const { url, errors, data } = await client.send('Page.getAppManifest')
  expect(url).toBe(`${baseURL}/manifest.webmanifest`)
  expect(errors).toEqual([])
  expect(JSON.parse(data ?? '')).toMatchObject({ id: '/', start_url: '/', display: 'standalone' })
  const { installabilityErrors } = await client.send('Page.getInstallabilityErrors')
  expect(installabilityErrors).toEqual([])
  expect(await client.send('Page.getAppId')).toMatchObject({ appId: `${baseURL}/` })

  // The system may ask for any of it when the app is opened.
  await device.setOffline(true)
  await page.goto('/')
  const offline = await client.send('Page.getAppManifest')
  expect([offline.data, offline.errors]).toEqual([data, []])
  for (const file of installFiles) {
    expect(await page.evaluate(async (path) => (await fetch(path)).ok, file), file).toBe(true)
  }
  await device.setOffline(false)
})

test('what the manifest names is there, as large as it says, and leads to screens', async ({
  page,
}) => {
  await page.goto('/signin')
  const manifest: Manifest = await (await page.request.get('/manifest.webmanifest')).json()
  const { icons, screenshots, shortcuts } = manifest
  const pictures = [...icons, ...screenshots, ...shortcuts.flatMap((one) => one.icons)]
  for (const { src, sizes, type } of pictures) {
    const answer = await page.request.get(src)
    expect(answer.headers()['content-type'], src).toBe(type)
    expect(await page.evaluate(sizeOf, src), src).toBe(sizes)
  }
  for (const purpose of ['any', 'maskable', 'monochrome']) {
    expect(icons.filter((icon) => icon.purpose === purpose).map(({ sizes }) => sizes)).toContain(
      '512x512',
    )
  }
  const forms = screenshots.map(({ form_factor }) => form_factor)
  expect(new Set(forms)).toEqual(new Set(['narrow', 'wide']))
  const kept = [...icons, ...shortcuts.flatMap((one) => one.icons)].map(({ src }) => src)
  expect(installFiles).toEqual(expect.arrayContaining(['/manifest.webmanifest', ...kept]))
  const pages: readonly string[] = appPages
  for (const { url } of [{ url: manifest.start_url }, ...shortcuts]) expect(pages).toContain(url)
  // What is shared opens the form, which reads these three from its address.
  expect(manifest.share_target).toEqual({
    action: '/add',
    method: 'GET',
    enctype: 'application/x-www-form-urlencoded',
    params: { title: 'title', text: 'text', url: 'url' },
  })
  expect(manifest.launch_handler).toEqual({ client_mode: ['focus-existing', 'auto'] })
})

/** Chromium offers launches only to an app that is really installed; answers how to make one. */
async function launches(page: Page): Promise<(path: string) => Promise<void>> {
  await page.addInitScript(() => {
    const setConsumer = (launch: unknown) => Object.assign(window, { launch })
    Object.defineProperty(window, 'launchQueue', { value: { setConsumer } })
  })
  return async (path) => {
    // A launch waits for whoever takes it.
    await page.waitForFunction(() => 'launch' in window)
    await page.evaluate((to) => {
      const { launch } = window as unknown as { launch: (of: { targetURL: string }) => void }
      launch({ targetURL: location.origin + to })
    }, path)
  }
}

test('the launch that opened the window opens the form once', async ({ page }) => {
  const launch = await launches(page)
  await register(page)
  await page.goto('/add')
  await addExpense(page, { amount: '3', category: 'Home', note: 'at once' })
  await expect(page).toHaveURL('/')
  await launch('/add')
  await expect(page.getByRole('listitem').filter({ hasText: 'at once' })).toHaveCount(1)
  await expect(page).toHaveURL('/')
  await launch('/add')
  await expect(page).toHaveURL('/add')
})

test('a launch goes on in the open window, and its icon alone leaves what is written there', async ({
  page,
}) => {
  const launch = await launches(page)
  await register(page)
  await page.goto('/settings')
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  await page.evaluate(() => Object.assign(window, { same: true }))
  const note = page.getByRole('textbox', { name: 'Note' })
  await launch('/add?note=shared')
  await expect(note).toHaveValue('shared')
  await launch('/')
  await expect(note).toHaveValue('shared')
  expect(await page.evaluate(() => 'same' in window)).toBe(true)

  await launch('/add?note=again')
  await page.goto('/settings')
  await page.reload()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
  // Browsers hand the last launch once more to a page that is loaded again.
  await launch('/add?note=again')
  await expect(page).toHaveURL('/settings')
  await launch('/add?note=again')
  await expect(page).toHaveURL('/add?note=again')
})

test('the settings say how to install the app, and nothing else ever asks', async ({
  page,
  newDevice,
}) => {
  const offer = page.getByRole('button', { name: 'Install on this device' })
  await register(page)
  // Browsers may offer it before most of the page's scripts have come.
  await page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      const event = new Event('beforeinstallprompt', { cancelable: true })
      const prompt = async () => Object.assign(window, { asked: true })
      const shown = window.dispatchEvent(Object.assign(event, { prompt }))
      Object.assign(window, { shown })
    })
  })
  await page.reload()
  await expect(page.getByText('Write down your first expense')).toBeVisible()
  expect(await page.evaluate(() => (window as { shown?: boolean }).shown)).toBe(false)
  await expect(page.getByText(/install/i)).toHaveCount(0)
  await page.getByRole('link', { name: 'Settings' }).click()
  await offer.click()
  expect(await page.evaluate(() => 'asked' in window)).toBe(true)
  await expect(offer).toHaveCount(0)

  const userAgent = 'Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0'
  const { cookies, origins } = await page.context().storageState()
  const android = await newDevice({ userAgent, storageState: { cookies, origins } })
  const there = await android.newPage()
  await there.goto('/settings')
  await expect(there.getByText(/open the browser’s menu/)).toBeVisible()
  // As in the window of the installed app.
  await there.addInitScript(() => {
    const { matchMedia } = window
    window.matchMedia = (query) =>
      matchMedia(query === '(display-mode: browser)' ? 'not all' : query)
  })
  await there.reload()
  await expect(there.getByRole('button', { name: 'Sign out' })).toBeVisible()
  await expect(there.getByText(/install/i)).toHaveCount(0)
})

/** Runs in a page: how large a picture is. */
async function sizeOf(src: string): Promise<string> {
  const picture = new Image()
  picture.src = src
  await picture.decode()
  return `${picture.naturalWidth}x${picture.naturalHeight}`
}
