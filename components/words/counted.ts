/** A number of expenses in words; grouped as the locale does it, where one is given. Pure. */
export function expensesInWords(count: number, locale?: string): string {
  return count === 1 ? '1 expense' : `${locale ? count.toLocaleString(locale) : count} expenses`
}
