import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import type { ReactNode } from 'react'
import { firstScript } from '@/lib/core/first-script'
import { paperColors } from '@/lib/core/theme'
import './globals.css'

const geist = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  variable: '--font-geist',
  weight: '100 900',
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    },
  ],
})

const geistExt = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-ext-wght-normal.woff2',
  variable: '--font-geist-ext',
  weight: '100 900',
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    },
  ],
})

export const metadata: Metadata = {
  title: { default: 'TrackThatMoney', template: '%s · TrackThatMoney' },
  description: 'Write down what you spend and see where it goes, on every device you own.',
  applicationName: 'TrackThatMoney',
  manifest: '/manifest.webmanifest',
  // For iOS, which looks at this beside the manifest.
  appleWebApp: { title: 'TrackThatMoney', statusBarStyle: 'default' },
  formatDetection: { telephone: false, date: false, address: false, email: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  // The buttons of a form stay above a keyboard on the screen.
  interactiveWidget: 'resizes-content',
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: paperColors.light },
    { media: '(prefers-color-scheme: dark)', color: paperColors.dark },
  ],
}

/** The frame of every page: language, type and tokens; it reads nothing, so pages decide whether they are dynamic. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The script changes the tag before it is hydrated.
    <html
      lang="en"
      className={`${geist.variable} ${geistExt.variable}`}
      suppressHydrationWarning={true}
    >
      <head>
        <script>{firstScript}</script>
      </head>
      <body className="min-h-dvh font-sans text-base antialiased">{children}</body>
    </html>
  )
}
