import { expect, test } from 'vitest'
import type * as builtins from '../../../src/agents/node/api/builtins'
import type * as multiprocessing from '../../../src/agents/node/api/multiprocessing'
import type * as queue from '../../../src/agents/node/api/queue'
import type * as signal from '../../../src/agents/node/api/signal'
import type * as threading from '../../../src/agents/node/api/threading'

/** Compiles only if what is implemented has every name that is declared for students. */
type Names<Declared, Built> =
  Exclude<keyof Declared, keyof Built> extends never ? true : Exclude<keyof Declared, keyof Built>

/** Methods and properties of a declared class that the built one lacks. */
type Members<Declared, Built> = {
  [Name in keyof Declared & keyof Built]: Declared[Name] extends abstract new (
    ...args: never[]
  ) => infer Object
    ? Built[Name] extends abstract new (...args: never[]) => infer Made
      ? Exclude<keyof Object, keyof Made>
      : Name
    : never
}[keyof Declared & keyof Built]

test('the API that is built has every name, method and property that spindle.d.ts declares', () => {
  const names: [
    Names<typeof import('spindle/builtins'), typeof builtins>,
    Names<typeof import('spindle/threading'), typeof threading>,
    Names<typeof import('spindle/queue'), typeof queue>,
    Names<typeof import('spindle/multiprocessing'), typeof multiprocessing>,
    Names<typeof import('spindle/signal'), typeof signal>,
  ] = [true, true, true, true, true]
  const lacking: (
    | Members<typeof import('spindle/builtins'), typeof builtins>
    | Members<typeof import('spindle/threading'), typeof threading>
    | Members<typeof import('spindle/queue'), typeof queue>
    | Members<typeof import('spindle/multiprocessing'), typeof multiprocessing>
  )[] = []
  expect([names.every(Boolean), lacking]).toEqual([true, []])
})
