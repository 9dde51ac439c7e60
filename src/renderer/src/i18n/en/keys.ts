import type { Translated } from '..'
import type { keys as ko } from '../ko/keys'

export const keys: Translated<typeof ko> = {
  everywhere: 'Everywhere',
  inGrid: 'While the units have the focus',
  move: 'Move between rows',
  range: 'Select several rows',
  all: 'Select all rows',
  one: 'Add a row to the selection, or take it out',
  mode: 'Change between tree and table',
  fold: 'Fold and unfold a process',
  zoom: 'Zoom the timeline in and out',
  event: 'Previous or next change of this unit',
  mark: 'First and last end of the measured time (drag the ruler, or Shift-drag a lane)',
}
