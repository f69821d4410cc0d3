/**
 * How a sum compares with an earlier one, ready for its day or its period: "6 % less than on", "6 % less than in"; undefined
 * where a share would say nothing. Pure.
 */
export function comparison(sum: number, before: number, word = 'on'): string | undefined {
  if (!(before > 0 && sum >= 0)) return undefined
  if (sum === before) return `The same as ${word}`
  const percent = Math.round((Math.abs(sum - before) / before) * 100)
  if (percent === 0) return `About the same as ${word}`
  if (percent >= 1000) return `${Math.round(sum / before)} times as much as ${word}`
  return `${percent} % ${sum < before ? 'less' : 'more'} than ${word}`
}
