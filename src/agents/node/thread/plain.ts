/**
 * A value as bytes. What is small and plain, as most arguments are, goes as JSON; everything else as V8's own
 * structured clone, whose module a thread would have to load first (half a millisecond of its start).
 */

/** JSON begins with a brace here, V8's format with 0xff. */
const BRACE = 0x7b
/** Larger things are not worth the look. */
const MOST_VALUES = 1000

/** @param value - an object without a prototype of its own @throws DataCloneError */
export function toBytes(value: object): Uint8Array {
  if (isPlain(value)) return Buffer.from(JSON.stringify(value))
  return process.getBuiltinModule('node:v8').serialize(value)
}

export const fromBytes = (bytes: Uint8Array): unknown =>
  bytes[0] === BRACE
    ? JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString())
    : process.getBuiltinModule('node:v8').deserialize(bytes)

/** Whether JSON gives back the very same: no undefined, no -0, no hole, no object that occurs twice. */
function isPlain(value: object): boolean {
  const seen = new Set<unknown>()
  const left: unknown[] = [value]
  while (left.length > 0) {
    const one = left.pop()
    if (one === null || typeof one === 'string' || typeof one === 'boolean') continue
    if (typeof one === 'number') {
      if (!Number.isFinite(one) || Object.is(one, -0)) return false
      continue
    }
    if (typeof one !== 'object' || seen.has(one) || seen.size + left.length > MOST_VALUES) return false
    seen.add(one)
    const isList = Array.isArray(one)
    if (!isList && Object.getPrototypeOf(one) !== Object.prototype) return false
    if ('toJSON' in one || Object.hasOwn(one, '__proto__')) return false
    const items = Object.values(one)
    // A hole, or a property that an array has besides its items.
    if (isList && (items.length !== one.length || Object.keys(one).length !== one.length)) return false
    left.push(...items)
  }
  return true
}
