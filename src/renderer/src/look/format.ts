/** Numbers as the page writes them: fixed decimals, so that columns stand still. */
import { NS_PER_MS, NS_PER_S } from '../../../contract/time'

/** Missing: not known (yet, or here). */
export const MISSING = '—'
/** Does not apply. */
export const NOT_APPLICABLE = '–'

const grouped = new Intl.NumberFormat('en-US')
/** 1204 → 1,204: the same in both languages. */
export const count = (n: number): string => grouped.format(n)

/** Seconds with `decimals` places. */
export const seconds = (ns: number, decimals = 2): string => (ns / NS_PER_S).toFixed(decimals)

/** Length of a stretch with the unit that fits it: 5.92 s, 12.3 ms, 480 µs. */
export function span(ns: number): string {
  if (ns >= NS_PER_S) return `${seconds(ns)} s`
  if (ns >= NS_PER_MS) return `${(ns / NS_PER_MS).toFixed(1)} ms`
  return `${Math.round(ns / 1000)} µs`
}

const KIB = 1024
/** 46.8 MB, 1.2 GB, 820 KB. */
export function bytes(n: number): string {
  if (n >= KIB ** 3) return `${(n / KIB ** 3).toFixed(1)} GB`
  if (n >= KIB ** 2) return `${(n / KIB ** 2).toFixed(1)} MB`
  return `${Math.round(n / KIB)} KB`
}

/** Percent of one core, one decimal. */
export const percent = (n: number): string => n.toFixed(1)

/** −15 with a true minus sign. */
export const signed = (n: number): string => (n < 0 ? `−${-n}` : String(n))
