import type { Translated } from '..'
import type { end as ko } from '../ko/end'

export const end: Translated<typeof ko> = {
  finished: 'Finished: its code came to its end',
  finishedCode: 'exit {code}: its code came to its end',
  failed: 'Failed: ended by an error',
  failedCode: 'exit {code}: it ended with a failure',
  failedError: 'Failed: {error}',
  failedCodeError: 'exit {code}: {error}',
  noInput: 'The standard input of a child process is empty: its parent has to read the line and hand it over',
  terminated: 'Terminated, {asked}',
  terminatedSignal: 'Terminated by {signal}, {asked}',
  terminatedCode: '{code}: terminated by {signal}, {asked}',
  neverStarted: 'The program ended before it was started',
  abandoned: 'Gone with main',
  abandonedDaemon: 'Gone with main: nobody waits for a daemon',
  'by.program': 'asked by the program',
  'by.person': 'asked by you',
  'by.lab': 'asked by Spindle',
  'by.system': 'sent by the system',
  forced: ', by force as it did not end',
}
