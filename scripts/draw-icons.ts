import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { root } from '@/scripts/install.mjs'
import { chromiumPath } from '@/tests/support/chromium'

// npm run icons: draws the icons of the installed app from app/icon.svg, the one place where the mark is kept as a file.

const svg = readFileSync(join(root, 'app', 'icon.svg'), 'utf8')
const ground = /<rect [^>]*\/>/.exec(svg)?.[0] ?? ''
const mark = /<g [\s\S]*<\/g>/.exec(svg)?.[0] ?? ''
const whole = ground.replace(/ rx="\d+"/, '')
const plus = '<path d="M16 9v14M9 16h14" stroke="#fff" stroke-width="3" stroke-linecap="round"/>'

/** Systems cut an icon to a shape of their own: what must be seen stays within the inner 80 % of its width. */
const inside = (drawn: string) =>
  `<g transform="translate(16 16) scale(0.84) translate(-16 -16.75)">${drawn}</g>`
/** Of a monochrome icon only the shape counts; the system gives it a colour. */
const oneColour = mark.replaceAll(/stroke="#[0-9a-f]+"/g, 'stroke="#000"')

const icons: [name: string, size: number, drawn: string][] = [
  ['icon-192', 192, ground + mark],
  ['icon-512', 512, ground + mark],
  ['maskable-192', 192, whole + inside(mark)],
  ['maskable-512', 512, whole + inside(mark)],
  ['monochrome-512', 512, inside(oneColour)],
  ['add-192', 192, ground + plus],
]

const executablePath = chromiumPath()
const browser = await chromium.launch({
  args: ['--no-sandbox', '--disable-gpu'],
  ...(executablePath && { executablePath }),
})
const folder = join(root, 'public', 'icons')
mkdirSync(folder, { recursive: true })
for (const [name, size, drawn] of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="${size}" height="${size}">`
  await page.setContent(`<body style="margin:0;font-size:0">${open}${drawn}</svg>`)
  const png = await page.screenshot({ omitBackground: true })
  writeFileSync(join(folder, `${name}.png`), png)
  console.info(`public/icons/${name}.png  ${size} × ${size}  ${png.length} bytes`)
  await page.close()
}
await browser.close()
