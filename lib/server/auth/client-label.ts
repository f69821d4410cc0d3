const systems: readonly [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
]
// In this order: Chrome calls itself Safari as well, and the others call themselves Chrome.
const browsers: readonly [RegExp, string][] = [
  [/Firefox\//, 'Firefox'],
  [/Edg(A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Chrome\/|Chromium\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

/** What a person recognises a device or script by ("Firefox on Android", "curl/8.5.0"), from its User-Agent. */
export function clientLabel(userAgent: string | null): string {
  const text = (userAgent ?? '').replace(/[^\u0020-\u007e]/g, '').trim()
  if (text === '') return 'Unknown device'
  const browser = browsers.find(([pattern]) => pattern.test(text))?.[1]
  const system = systems.find(([pattern]) => pattern.test(text))?.[1]
  if (!browser) return text.split(' ')[0]?.slice(0, 60) || 'Unknown device'
  return system ? `${browser} on ${system}` : browser
}
