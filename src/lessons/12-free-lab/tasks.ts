/** The palette of the Free lab. The programs of lesson 12 know the same tasks by the same names. */

export interface Task {
  readonly id: 'count' | 'sleep' | 'ask' | 'burn' | 'grow' | 'crash' | 'stubborn' | 'flood'
  /** Name of its function in the programs. */
  readonly target: string
  readonly argument:
    | { readonly kind: 'number'; readonly default: number; readonly least: number; readonly most: number }
    /** `null`: the program's own words. */
    | { readonly kind: 'text'; readonly default: null }
}

const number = (standard: number, least: number, most: number) =>
  ({ kind: 'number', default: standard, least, most }) as const
const text = { kind: 'text', default: null } as const

export const TASKS: readonly Task[] = [
  { id: 'count', target: 'count', argument: number(10, 1, 10_000) },
  { id: 'sleep', target: 'nap', argument: number(5, 0, 3600) },
  { id: 'ask', target: 'ask', argument: text },
  { id: 'burn', target: 'burn', argument: number(5, 0, 3600) },
  { id: 'grow', target: 'grow', argument: number(100, 10, 2000) },
  { id: 'crash', target: 'crash', argument: text },
  { id: 'stubborn', target: 'stubborn', argument: number(30, 1, 3600) },
  { id: 'flood', target: 'flood', argument: number(100_000, 1, 10_000_000) },
]

export const taskOf = (id: string): Task | undefined => TASKS.find((task) => task.id === id)
