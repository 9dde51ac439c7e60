import type { Translated } from '..'
import type { history as ko } from '../ko/history'

export const history: Translated<typeof ko> = {
  title: 'Run history',
  empty: 'Nothing was run yet',
  emptyHint: 'What you run in lessons and in the Free lab is kept here.',
  program: 'Program',
  startedAt: 'Started',
  took: 'Took',
  result: 'Result',
  lines: 'Log',
  open: 'Open',
  remove: 'Delete',
  removed: 'The record of {title} was deleted',
}
