import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** The Chromium to test in: CHROMIUM_PATH, else the system's; undefined means Playwright's own. */
export function chromiumPath(): string | undefined {
  const { CHROMIUM_PATH: wanted, PATH = '' } = process.env
  if (wanted) return wanted
  const places = PATH.split(delimiter).filter((folder) => folder !== '')
  return places.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync)
}
