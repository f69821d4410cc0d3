/** A currency by code and English name: "EUR, Euro". */
export function currencyName(code: string): string {
  const name = new Intl.DisplayNames('en', { type: 'currency' }).of(code)
  return name && name !== code ? `${code}, ${name}` : code
}
