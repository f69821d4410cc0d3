import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from '@/scripts/build.mjs'
import { root } from '@/scripts/install.mjs'
import { openStage } from './stage'
import { sights, walk } from './walk'

// npm run screenshots [-- WORD …]: every screen in every state, on a phone and a desktop, light and dark, as pictures in
// screenshots/. With words only the screens whose name holds one of them.

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => process.exit(1))

const words = process.argv.slice(2)
const folder = join(root, 'screenshots')
const list = sights((title) => words.length === 0 || words.some((word) => title.includes(word)))

await ensureBuilt()
if (words.length === 0) rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const stage = await openStage()
let made = 0
try {
  await walk(stage, list, async ({ screen, title, kind, page }) => {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      const path = join(folder, `${title}-${kind}-${scheme}.png`)
      await page.screenshot({ path, fullPage: screen.whole === true })
      made++
    }
    console.info(`${String(made).padStart(4)} of ${list.length * 2}  ${title}, ${kind}`)
  })
} finally {
  await stage.close()
}
console.info(`${made} pictures of ${list.length} sights in screenshots/`)
