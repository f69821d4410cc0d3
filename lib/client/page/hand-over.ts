/** Hands a text to the person as a file; a long one may come in parts. */
export function handOver(
  text: string | readonly string[],
  name: string,
  type = 'application/json',
): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text].flat(), { type }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
