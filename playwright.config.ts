import { defineConfig, type PlaywrightTestConfig } from 'playwright/test'
import { chromiumPath } from './tests/support/chromium'

process.env.TZ = 'Asia/Kathmandu'

const flags = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]
const phone = { viewport: { width: 412, height: 915 }, hasTouch: true, isMobile: true }
const desktop = { viewport: { width: 1440, height: 900 } }
const executablePath = chromiumPath()
// What a device holds, and how the app comes onto it, is the same at every size; no test of these looks at a layout of its own.
const onceOnDesktop = ['offline', 'restore', 'update'].map((name) => `**/${name}.spec.ts`)
const onceOnPhone = [
  'closed',
  'insecure',
  'installed',
  'instances',
  'leaving',
  'policy',
  'revoked',
].map((name) => `**/${name}.spec.ts`)

/** The tag of single tests of that kind, in files whose other tests do look at the layout. */
const oneSize = /@one-size/

const config: PlaywrightTestConfig = {
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  globalSetup: './tests/support/e2e-server.ts',
  forbidOnly: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: { args: flags, ...(executablePath && { executablePath }) },
    locale: 'en-IE',
    timezoneId: 'Asia/Kathmandu',
    screenshot: 'only-on-failure',
  },
  projects: [
    {
      name: 'phone',
      use: phone,
      testIgnore: ['**/*.nojs.spec.ts', '**/*.desktop.spec.ts', ...onceOnDesktop],
    },
    {
      name: 'desktop',
      use: desktop,
      grepInvert: oneSize,
      testIgnore: ['**/*.nojs.spec.ts', '**/*.phone.spec.ts', ...onceOnPhone],
    },
    {
      name: 'phone-nojs',
      use: { ...phone, javaScriptEnabled: false },
      testMatch: '**/*.nojs.spec.ts',
    },
    {
      name: 'desktop-nojs',
      use: { ...desktop, javaScriptEnabled: false },
      grepInvert: oneSize,
      testMatch: '**/*.nojs.spec.ts',
    },
  ],
}

export default defineConfig(config)
