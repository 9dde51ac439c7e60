/**
 * Threads that wait in line: each has a node with a bell of its own, so exactly those are woken that should
 * be. Nodes of threads that were terminated while they waited are passed over. `head` is a cell that holds
 * the first node. Functions named …Inside must be called inside of `inLine`.
 */
import { BELL_CELLS, HEADER, PHASE, UNIT } from '../../memory/layout'
import { ring } from '../../memory/bell'
import { self } from '../../thread/self'
import { waitFor, type WaitOptions } from '../../thread/wait'

const NODE = { next: 0, word: 1, record: 2, bell: 3 } as const
const NODE_CELLS = NODE.bell + BELL_CELLS

/** What a waiter is told; `none` while it waits. */
export const WORD = { none: 0, go: 1, broken: 2 } as const
export type Word = (typeof WORD)[keyof typeof WORD]

/** Runs a short section while no line changes otherwise. */
export const inLine = <T>(section: () => T): T => self().arena.critical.locked(HEADER.listMutex, section)

export function makeNode(): number {
  const { arena, cells, record } = self()
  const node = arena.allocCells(NODE_CELLS)
  cells[node + NODE.record] = record
  return node
}

export const freeNode = (node: number): void => self().arena.freeCells(node, NODE_CELLS)

export function appendInside(head: number, node: number): void {
  const { cells } = self()
  let last = head
  while (cells[last] !== 0) last = cells[last] as number // `next` is a node's first cell
  cells[last] = node
}

/** Takes the first `count` out of the line and leaves them a word; `wake` them afterwards. */
export function takeInside(head: number, count: number, word: Word): number[] {
  const { cells } = self()
  const taken: number[] = []
  while (taken.length < count && cells[head] !== 0) {
    const node = cells[head] as number
    cells[head] = cells[node + NODE.next] as number
    if (cells[(cells[node + NODE.record] as number) + UNIT.phase] === PHASE.ended) continue
    Atomics.store(cells, node + NODE.word, word)
    taken.push(node)
  }
  return taken
}

export function wake(nodes: readonly number[]): void {
  for (const node of nodes) ring(self().cells, node + NODE.bell)
}

/**
 * Waits for a word, then leaves the line and frees the node.
 * @throws KeyboardInterrupt, having left the line
 */
export function waitForWord(head: number, node: number, options: WaitOptions): Word {
  const { cells } = self()
  const hasWord = (): boolean => Atomics.load(cells, node + NODE.word) !== WORD.none
  try {
    waitFor(node + NODE.bell, hasWord, options)
  } catch (error) {
    leave(head, node)
    throw error
  }
  return leave(head, node)
}

function leave(head: number, node: number): Word {
  const { cells } = self()
  const word = inLine(() => {
    for (let before = head; cells[before] !== 0; before = cells[before] as number) {
      if (cells[before] !== node) continue
      cells[before] = cells[node + NODE.next] as number
      break
    }
    return cells[node + NODE.word] as Word
  })
  freeNode(node)
  return word
}
