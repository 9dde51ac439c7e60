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
  interruptMain: 'Raises KeyboardInterrupt in MainThread as Ctrl-C does, out of a wait too',
  interruptThread:
    'Raises KeyboardInterrupt at the next instruction of Python in this thread; one that waits notices it when its wait is over',
  onlyThisLog: 'Only this unit’s log',
  allLogs: 'All logs',
  goToLine: 'Go to the line that made it',
  copyRow: 'Copy row',
  copyRows: 'Copy rows',
  copyPid: 'Copy PID {pid}',
  copiedRows: '{n} {n:unit|units} copied',
  copiedPid: 'PID {pid} copied',
  startMany: 'Start',
  joinMany: 'Join',
  terminateMany: 'Terminate',
  ofMany: '{action} {n}/{all}',
  notForSome: 'Not possible for {n}.',
  doneForSome: '{action}: done for {done} of {all}',
  more: 'More',
  ofUnit: '{action}: {name}',
  joining: 'Somebody is waiting here now',
  threadHolds: 'Locks it holds stay held when the thread is ended',
  noSource: 'The line that made it is not known',
}
