import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { paperColors, themeScript } from '@/lib/core/theme'
import { categoryColors } from '@/lib/domain/categories/palette'

type Rgb = [number, number, number]
type Scheme = 'light' | 'dark'

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const css = read('app/globals.css')
const tokens = readTokens(css)

/** Every opaque `--color-…: light-dark(oklch(…), oklch(…))`, as gamma-encoded sRGB. */
function readTokens(text: string): Map<string, Record<Scheme, Rgb>> {
  const oklch = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`
  const token = new RegExp(String.raw`--color-([a-z-]+): light-dark\(${oklch}, ${oklch}\);`, 'g')
  return new Map(
    [...text.matchAll(token)].map(([, name = '', ...numbers]) => {
      const [l = 0, c = 0, h = 0, darkL = 0, darkC = 0, darkH = 0] = numbers.map(Number)
      return [name, { light: toSrgb(l, c, h), dark: toSrgb(darkL, darkC, darkH) }]
    }),
  )
}

function toSrgb(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

function encode(linear: number): number {
  const inGamut = Math.min(1, Math.max(0, linear))
  return inGamut <= 0.0031308 ? 12.92 * inGamut : 1.055 * inGamut ** (1 / 2.4) - 0.055
}

/** WCAG 2.2 relative luminance. */
function luminance(color: Rgb): number {
  const [r = 0, g = 0, b = 0] = color.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function color(name: string, scheme: Scheme): Rgb {
  const token = tokens.get(name)
  if (!token) throw new Error(`app/globals.css has no opaque token --color-${name}`)
  return token[scheme]
}

function hex(value: Rgb): string {
  return `#${value
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

const grounds = ['paper', 'sheet']
const texts: [text: string, on: string[]][] = [
  ['ink', [...grounds, 'accent-tint', 'danger-tint']],
  ['ink-soft', [...grounds, 'accent-tint']],
  ['accent', [...grounds, 'accent-tint']],
  ['accent-strong', [...grounds, 'accent-tint']],
  ['on-accent', ['accent', 'accent-strong']],
  ['warn', grounds],
  ['danger', [...grounds, 'danger-tint']],
  ['ok', [...grounds, 'accent-tint']],
]
const edges: [edge: string, on: string[]][] = [
  ['edge', grounds],
  ['accent', [...grounds, 'accent-tint']],
  ['danger', [...grounds, 'danger-tint']],
]

describe.each<Scheme>(['light', 'dark'])('in the %s scheme', (scheme) => {
  it.each(pairs(texts))('%s is legible on %s', (text, ground) => {
    expect(contrast(color(text, scheme), color(ground, scheme))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(pairs(edges))('%s shows where a control ends on %s', (edge, ground) => {
    expect(contrast(color(edge, scheme), color(ground, scheme))).toBeGreaterThanOrEqual(3)
  })

  it.each(categoryColors)('a %s icon stands out from its tint', (name) => {
    const tone = color(`cat-${name}`, scheme)
    for (const ground of [...grounds, 'accent-tint'].map((on) => color(on, scheme))) {
      const tint = tone.map((part, i) => part * 0.14 + (ground[i] ?? 0) * 0.86) as Rgb
      expect(contrast(tone, tint)).toBeGreaterThanOrEqual(3)
    }
  })

  it('paints the bars around the page like the page', () => {
    expect(paperColors[scheme]).toBe(hex(color('paper', scheme)))
    const asked = `'(prefers-color-scheme: ${scheme})', color: paperColors.${scheme} }`
    expect(read('app/layout.tsx')).toContain(asked)
    expect(themeScript).toContain(`${scheme}:'${paperColors[scheme]}'`)
    // What decides which of a pair of colours is shown.
    expect(css).toContain(`:root[data-theme="${scheme}"] {\n    color-scheme: ${scheme};`)
  })
})

it('lets the installed app open on paper', () => {
  const { background_color, theme_color } = JSON.parse(read('public/manifest.webmanifest'))
  const paper = hex(color('paper', 'light'))
  expect([background_color, theme_color]).toEqual([paper, paper])
})

function pairs(list: [string, string[]][]): [string, string][] {
  return list.flatMap(([front, behind]) => behind.map((on): [string, string] => [front, on]))
}

it('tints an icon by the share that is reckoned with here', () => {
  expect(css).toContain('color-mix(in srgb, var(--tone) 14%, transparent)')
})

it.each(categoryColors.filter((name) => name !== 'slate'))('gives %s icons their token', (name) => {
  const rule = `.category-tint[data-color="${name}"] {\n    --tone: var(--color-cat-${name});`
  expect(css).toContain(rule)
})

it('has no colour outside of the tokens', () => {
  const exempt = ['app/globals.css', 'app/icon.svg']
  const files = ['app', 'components'].flatMap((folder) =>
    readdirSync(new URL(`../../${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|css|svg)$/.test(name))
      .map((name) => `${folder}/${name}`),
  )
  const literal = /#[0-9a-f]{3,8}\b(?!-)|\b(rgba?|hsla?|oklch|oklab|color)\(/i
  const colored = files.filter((file) => literal.test(read(file)))
  expect(colored.filter((file) => !exempt.includes(file))).toEqual([])
  expect(files.length).toBeGreaterThan(20)
})
