import type { Group } from './table.ts'
import { threads } from './rules/threads/rules.ts'

/** The whole table, in the order of docs/semantics.md. */
export const groups: readonly Group[] = [threads]
