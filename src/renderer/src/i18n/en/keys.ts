import type { Translated } from '..'
import type { keys as ko } from '../ko/keys'

export const keys: Translated<typeof ko> = {
  everywhere: 'Everywhere',
  inGrid: 'While the units have the focus',
  move: 'Move between rows',
  fold: 'Fold and unfold a process',
  zoom: 'Zoom the timeline in and out',
  event: 'Previous or next change of this unit',
}
