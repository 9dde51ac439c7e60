import type { Translated } from '..'
import type { run as ko } from '../ko/run'

export const run: Translated<typeof ko> = {
  start: 'Run',
  stop: 'Stop',
  kill: 'Stop now',
  restart: 'Restart from the top',
  starting: 'Starting',
  running: 'Running',
  stopping: 'Stopping',
  ended: 'Ended',
  endedWith: 'Ended · exit {code}',
  failed: 'Failed · exit {code}',
  signalled: 'Terminated · exit {code}',
  notStarted: 'Could not start',
  goHome: 'Go to {title}',
  seconds: '{n} s',
}
