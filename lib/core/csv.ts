/** What a spreadsheet takes for a formula where a cell begins with it, also behind apostrophes, which `safeText` adds. */
const formula = /^'*[=+\-@\t\r]/

/** What a file of UTF-8 may begin with: older spreadsheets know by it that it is none of their own encoding. */
export const byteOrderMark = '\ufeff'

/** A line of CSV with its end, as RFC 4180 has it: cells are quoted where they need it, and quotes in them doubled. Pure. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`
}

/**
 * A text that no spreadsheet runs: an apostrophe goes before what could be taken for a formula, and before what has
 * one there already, so that `plainText` finds the text again. Pure.
 */
export function safeText(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** The text that `safeText` made safe. Pure. */
export function plainText(safe: string): string {
  return safe.startsWith("'") && formula.test(safe) ? safe.slice(1) : safe
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
