import type { Group } from './table.ts'
import { errors } from './rules/errors/rules.ts'
import { mainThread } from './rules/main-thread/rules.ts'
import { naming } from './rules/naming/rules.ts'
import { processes } from './rules/processes/rules.ts'
import { uncaught } from './rules/uncaught/rules.ts'
import { subclassing } from './rules/subclassing/rules.ts'
import { identity } from './rules/identity/rules.ts'
import { synchronisation } from './rules/synchronisation/rules.ts'
import { queues } from './rules/queues/rules.ts'
import { memory } from './rules/memory/rules.ts'
import { startMethods } from './rules/start-methods/rules.ts'
import { outputAndInput } from './rules/output-and-input/rules.ts'
import { beginners } from './rules/beginners/rules.ts'
import { pools } from './rules/pools/rules.ts'
import { threads } from './rules/threads/rules.ts'

/** The whole table, in the order of docs/semantics.md. */
export const groups: readonly Group[] = [
  threads,
  mainThread,
  processes,
  naming,
  errors,
  uncaught,
  subclassing,
  identity,
  synchronisation,
  queues,
  memory,
  startMethods,
  outputAndInput,
  beginners,
  pools,
]
