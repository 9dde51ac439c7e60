import { isProxy, toRaw } from 'vue'

/** A copy without reactive proxies, which the bridge cannot clone. For plain data only. */
export function plain(value: unknown): unknown {
  const raw = isProxy(value) ? toRaw(value) : value
  if (Array.isArray(raw)) return raw.map(plain)
  if (raw === null || typeof raw !== 'object') return raw
  return Object.fromEntries(Object.entries(raw).map(([key, part]) => [key, plain(part)]))
}
