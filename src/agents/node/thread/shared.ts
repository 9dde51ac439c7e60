/**
 * Identity of what a program makes at the top level of its modules. Every thread evaluates the modules, so
 * each of them comes to `const lock = new Lock()`; the first one makes it, the others find it by its place in
 * the source, and all have the same lock, as a global is one object for all threads in Python.
 */
import { HEADER } from '../memory/layout'
import { callSite, occurrence, variableAt, type CallSite } from './call-site'
import { self } from './self'

/** Cells of an entry: the next entry, the key (place and length), the value. */
const ENTRY = { next: 0, keyAt: 1, keyLength: 2, value: 3 } as const
const ENTRY_CELLS = 4

export interface Made {
  /** Handle in the arena. */
  readonly at: number
  /** What the reader knows it by. */
  readonly label: string
  readonly site: CallSite | null
  /** False when another thread had made it already. */
  readonly isNew: boolean
}

export interface MakeOptions {
  /** Word for the kind of thing, `Lock`; used in keys and default labels. */
  readonly kind: string
  /** The class that is being made, if the program may derive from it. */
  readonly type?: { readonly name: string } | null
  /** A name the program has given. */
  readonly name?: string | undefined
  make(label: string, site: CallSite | null): number
  /** Told the key of a thing at the top level, before `make`. */
  onKey?(key: string): void
}

/** Makes a thing, or finds it if it stands at the top level of a module and another thread has made it. */
export function makeShared({ kind, type = null, name, make, onKey }: MakeOptions): Made {
  const site = callSite(type)
  const count = site ? occurrence(site, kind) : 0
  const label = name ?? (site && variableAt(site, count)) ?? kind
  if (!self().loading || !site) return { at: make(label, site), label, site, isNew: true }
  const key = `${kind}@${site.url}:${site.line}:${site.column}#${count}`
  const known = find(key)
  if (known !== 0) return { at: known, label, site, isNew: false }
  onKey?.(key)
  const at = make(label, site)
  enter(key, at)
  return { at, label, site, isNew: true }
}

function find(key: string): number {
  const { arena, cells } = self()
  const wanted = Buffer.from(key)
  for (
    let entry = Atomics.load(cells, HEADER.registry);
    entry !== 0;
    entry = cells[entry + ENTRY.next] as number
  ) {
    const length = cells[entry + ENTRY.keyLength] as number
    if (length !== wanted.length) continue
    const found = arena.load({ at: cells[entry + ENTRY.keyAt] as number, length })
    if (wanted.equals(found)) return cells[entry + ENTRY.value] as number
  }
  return 0
}

/** What stands at the top level of modules, of the kinds whose names begin with `prefix`. */
export function* topLevel(prefix: string): Generator<{ readonly key: string; readonly at: number }> {
  const { arena, cells } = self()
  for (
    let entry = Atomics.load(cells, HEADER.registry);
    entry !== 0;
    entry = cells[entry + ENTRY.next] as number
  ) {
    const key = arena.text(entry + ENTRY.keyAt)
    if (key.startsWith(prefix)) yield { key, at: cells[entry + ENTRY.value] as number }
  }
}

/** Entries are written before they are linked and never change, so readers need no lock. */
function enter(key: string, value: number): void {
  const { arena, cells } = self()
  const entry = arena.allocCells(ENTRY_CELLS)
  const { at, length } = arena.store(Buffer.from(key))
  cells[entry + ENTRY.keyAt] = at
  cells[entry + ENTRY.keyLength] = length
  cells[entry + ENTRY.value] = value
  arena.critical.locked(HEADER.textMutex, () => {
    cells[entry + ENTRY.next] = cells[HEADER.registry] as number
    Atomics.store(cells, HEADER.registry, entry)
  })
}
