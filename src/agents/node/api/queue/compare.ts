/** Which of two items comes first in a PriorityQueue. */

/**
 * Whether `a` is smaller than `b`: numbers, bigints, strings, booleans, and arrays of them item by item.
 * @throws TypeError when they cannot be compared, as Python's `<` does
 */
export function isSmaller(a: unknown, b: unknown): boolean {
  return compare(a, b) < 0
}

function compare(a: unknown, b: unknown): number {
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const order = compare(a[i], b[i])
      if (order !== 0) return order
    }
    return a.length - b.length
  }
  if (isNumeric(a) && isNumeric(b)) return a < b ? -1 : a > b ? 1 : 0
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  throw new TypeError(`'<' not supported between ${kindOf(a)} and ${kindOf(b)}`)
}

const isNumeric = (value: unknown): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'

const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'an array'
      : typeof value === 'object'
        ? value.constructor.name
        : typeof value
