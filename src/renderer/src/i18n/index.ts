/**
 * The words of the page, in two languages. One file per area and language (`ko/unit.ts`, `en/unit.ts`); the
 * keys are `area.key`. Korean is the one the types are made from; a test holds the other one to it.
 */
import { ref } from 'vue'
import { en } from './en'
import { ko } from './ko'
import { fill, piecesOf, type FactNames, type FactsOf, type FactValue, type Piece } from './message'

export type Locale = 'ko' | 'en'
type Catalogue = typeof ko
type Area = keyof Catalogue & string
export type MessageKey = { [A in Area]: `${A}.${keyof Catalogue[A] & string}` }[Area]
type MessageOf<K extends MessageKey> = K extends `${infer A}.${infer Name}`
  ? A extends Area
    ? Name extends keyof Catalogue[A]
      ? Catalogue[A][Name] & string
      : never
    : never
  : never

/** The language of the page. Set by the settings store; reading it in a template keeps the template current. */
export const locale = ref<Locale>('ko')

export const CATALOGUES: Readonly<
  Record<Locale, Readonly<Record<string, Readonly<Record<string, string>>>>>
> = { ko, en }

let spoken: Locale | null = null

/** Runs `make` with another language than the page's: for pictures, whose language is chosen apart. */
export function inLocale<T>(other: Locale, make: () => T): T {
  const before = spoken
  spoken = other
  try {
    return make()
  } finally {
    spoken = before
  }
}

function messageOf(key: string): string {
  const dot = key.indexOf('.')
  return CATALOGUES[spoken ?? locale.value][key.slice(0, dot)]?.[key.slice(dot + 1)] ?? key
}

type Rest<K extends MessageKey> = [FactNames<MessageOf<K>>] extends [never]
  ? [facts?: Record<string, never>]
  : [facts: FactsOf<MessageOf<K>>]

/** The words for `key` in the language of the page, with its facts filled in. */
export const t = <K extends MessageKey>(key: K, ...rest: Rest<K>): string =>
  fill(messageOf(key), rest[0] as Record<string, FactValue> | undefined)

/** As `t`, in pieces, so that a template can set a fact in another face. */
export const tPieces = <K extends MessageKey>(key: K, ...rest: Rest<K>): Piece[] =>
  piecesOf(messageOf(key), (rest[0] ?? {}) as Record<string, FactValue>)

/** For keys that are made from a code of the contract: facts are not known to the type, missing ones stay empty. */
export const tCode = (key: MessageKey, facts: Readonly<Record<string, unknown>>): string =>
  fill(
    messageOf(key),
    Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [
        name,
        typeof value === 'number' ? value : Array.isArray(value) ? value.join(', ') : String(value ?? ''),
      ]),
    ),
  )

/** Checks at compile time that a language has the keys of an area, neither more nor fewer. */
export type Translated<A> = { readonly [K in keyof A]: string }
