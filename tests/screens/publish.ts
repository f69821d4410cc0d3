import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from '@/scripts/build.mjs'
import { root } from '@/scripts/install.mjs'
import { openDevice, openStage, untilQuiet } from './stage'

// npm run screenshots:publish: the pictures that the manifest and the README show, anew, into public/screenshots/.

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => process.exit(1))

const written = `/add?${new URLSearchParams({ amount: '12.50', note: 'lunch', category: 'Dining' })}`
const pictures = [
  ['history-narrow', 'phone', '/'],
  ['add-narrow', 'phone', written],
  ['history-wide', 'desktop', '/'],
  ['add-wide', 'desktop', written],
] as const

const folder = join(root, 'public', 'screenshots')
mkdirSync(folder, { recursive: true })
await ensureBuilt()
const stage = await openStage({ calm: true })
try {
  for (const [name, kind, path] of pictures) {
    const page = await openDevice(stage, kind, 'filled')
    await page.goto(path)
    await page.getByRole('status').filter({ hasText: 'All changes saved' }).waitFor()
    await untilQuiet(page)
    const picture = await page.screenshot({ caret: 'hide' })
    const { base64, width, height } = await page.evaluate(asWebp, picture.toString('base64'))
    const bytes = Buffer.from(base64, 'base64')
    writeFileSync(join(folder, `${name}.webp`), bytes)
    console.info(`public/screenshots/${name}.webp  ${width}x${height}  ${bytes.length} bytes`)
    await page.context().close()
  }
} finally {
  await stage.close()
}

/** Runs in a page: a PNG as WebP, which is a third of its size. */
async function asWebp(png: string) {
  const picture = new Image()
  picture.src = `data:image/png;base64,${png}`
  await picture.decode()
  const { naturalWidth: width, naturalHeight: height } = picture
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
  return { base64: canvas.toDataURL('image/webp', 0.9).split(',')[1] ?? '', width, height }
}
