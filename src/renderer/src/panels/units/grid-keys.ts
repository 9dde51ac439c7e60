/** Keys of the units grid: moving between rows, and one letter per action. They work only while it has the focus. */
import type { UnitAction } from '../../../../contract/actions'
import { chordOf } from '../../keys'

export type GridCommand =
  | { readonly name: 'move'; readonly by: number | 'first' | 'last'; readonly isRange?: true }
  | { readonly name: 'fold'; readonly isFolded: boolean }
  | { readonly name: 'act'; readonly action: UnitAction }
  | { readonly name: 'menu' | 'inspect' | 'log' | 'line' | 'follow' | 'fit' | 'copy' | 'mode' | 'filter' }
  | { readonly name: 'select'; readonly what: 'all' | 'one' | 'toggle' }
  | { readonly name: 'zoom'; readonly isIn: boolean }
  | { readonly name: 'event'; readonly isNext: boolean }
  /** An end of the measured time. */
  | { readonly name: 'mark'; readonly end: 'from' | 'to' }

const COMMANDS: Readonly<Record<string, GridCommand>> = {
  ArrowDown: { name: 'move', by: 1 },
  ArrowUp: { name: 'move', by: -1 },
  PageDown: { name: 'move', by: 10 },
  PageUp: { name: 'move', by: -10 },
  Home: { name: 'move', by: 'first' },
  End: { name: 'move', by: 'last' },
  'Shift+ArrowDown': { name: 'move', by: 1, isRange: true },
  'Shift+ArrowUp': { name: 'move', by: -1, isRange: true },
  'Shift+PageDown': { name: 'move', by: 10, isRange: true },
  'Shift+PageUp': { name: 'move', by: -10, isRange: true },
  'Shift+Home': { name: 'move', by: 'first', isRange: true },
  'Shift+End': { name: 'move', by: 'last', isRange: true },
  'Mod+A': { name: 'select', what: 'all' },
  ' ': { name: 'select', what: 'toggle' },
  'Mod+ ': { name: 'select', what: 'toggle' },
  Escape: { name: 'select', what: 'one' },
  'Mod+C': { name: 'copy' },
  ArrowLeft: { name: 'fold', isFolded: true },
  ArrowRight: { name: 'fold', isFolded: false },
  S: { name: 'act', action: 'start' },
  J: { name: 'act', action: 'join' },
  D: { name: 'act', action: 'daemon' },
  T: { name: 'act', action: 'terminate' },
  'Shift+T': { name: 'act', action: 'kill' },
  'Shift+I': { name: 'act', action: 'interrupt' },
  I: { name: 'inspect' },
  Enter: { name: 'inspect' },
  V: { name: 'mode' },
  '/': { name: 'filter' },
  L: { name: 'log' },
  G: { name: 'line' },
  F: { name: 'follow' },
  0: { name: 'fit' },
  '+': { name: 'zoom', isIn: true },
  '=': { name: 'zoom', isIn: true },
  'Shift++': { name: 'zoom', isIn: true },
  '-': { name: 'zoom', isIn: false },
  ',': { name: 'event', isNext: false },
  '.': { name: 'event', isNext: true },
  '[': { name: 'mark', end: 'from' },
  ']': { name: 'mark', end: 'to' },
  ContextMenu: { name: 'menu' },
  'Shift+F10': { name: 'menu' },
}

export const commandOf = (event: KeyboardEvent): GridCommand | null => COMMANDS[chordOf(event)] ?? null
