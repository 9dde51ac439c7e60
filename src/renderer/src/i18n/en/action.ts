import type { Translated } from '..'
import type { action as ko } from '../ko/action'

export const action: Translated<typeof ko> = {
  start: 'Start (start)',
  join: 'Join (join)',
  daemon: 'Change daemon',
  terminate: 'Terminate (SIGTERM)',
  terminateThread: 'End this thread (terminate)',
  kill: 'Kill (SIGKILL)',
  interrupt: 'Raise an exception (interrupt)',
  onlyThisLog: 'Only this unit’s log',
  allLogs: 'All logs',
  goToLine: 'Go to the line that made it',
  copyRow: 'Copy row',
  more: 'More',
  ofUnit: '{action}: {name}',
  joining: 'Somebody is waiting here now',
  threadHolds: 'Locks it holds stay held when the thread is ended',
  noSource: 'The line that made it is not known',
}
