/**
 * Messages with places to fill in:
 *
 *   {name}          the fact of that name
 *   {name:을/를}     the fact, then the Korean particle that fits its last sound
 *   {n:line|lines}  only the word: the first form for one, else the second (English)
 */
import { particle } from './particle'

export type FactValue = string | number

/** The names of the facts a message needs. */
export type FactNames<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? (Place extends `${infer Name}:${string}` ? Name : Place) | FactNames<Rest>
  : never

export type FactsOf<Text extends string> = [FactNames<Text>] extends [never]
  ? Record<string, never> | undefined
  : Readonly<Record<FactNames<Text>, FactValue>>

const PLACE = /\{(\w+)(?::([^}]*))?\}/g

/** One piece of a message: literal text, or the name of a fact with what is written for it. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fact'; readonly name: string; readonly text: string }

/** Cuts a message into pieces with its facts filled in, so that a component can set some of them apart. */
export function piecesOf(message: string, facts: Readonly<Record<string, FactValue>>): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const match of message.matchAll(PLACE)) {
    if (match.index > at) pieces.push({ kind: 'text', text: message.slice(at, match.index) })
    const [whole, name = '', form] = match
    const value = facts[name] ?? ''
    if (form === undefined) pieces.push({ kind: 'fact', name, text: String(value) })
    else if (form.includes('|')) pieces.push({ kind: 'text', text: plural(value, form) })
    else {
      pieces.push({ kind: 'fact', name, text: String(value) })
      pieces.push({ kind: 'text', text: particle(String(value), form) })
    }
    at = match.index + whole.length
  }
  if (at < message.length) pieces.push({ kind: 'text', text: message.slice(at) })
  return pieces
}

export const fill = (message: string, facts: Readonly<Record<string, FactValue>> = {}): string =>
  piecesOf(message, facts)
    .map(({ text }) => text)
    .join('')

/** The names of the facts that a message asks for, each once, sorted. */
export const placesOf = (message: string): string[] =>
  [...new Set([...message.matchAll(PLACE)].map(([, name = '']) => name))].sort()

function plural(value: FactValue, forms: string): string {
  const [one = '', many = ''] = forms.split('|')
  return Number(value) === 1 ? one : many
}
