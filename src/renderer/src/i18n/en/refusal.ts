import type { Translated } from '..'
import type { refusal as ko } from '../ko/refusal'

export const refusal: Translated<typeof ko> = {
  'already-started': 'It was started already. A thread or process can be started once.',
  'already-started.daemon': 'It was started already; daemon can be changed before the start only.',
  'not-started': 'It was not started yet. Start it first.',
  'already-ended': 'It has ended already.',
  'already-joined': 'It has ended and was joined. There is nothing left to wait for.',
  'main-cannot-be-joined': 'The thread that would wait is this one. Nobody can join itself.',
  'main-is-busy': 'MainThread is waiting for something else and cannot do this now.',
  'main-is-over': 'MainThread has ended; nobody is left to do this.',
  'main-not-listening': 'In Python, MainThread can be asked only while it waits for input.',
  'main-is-no-daemon': 'MainThread cannot be a daemon.',
  'python-thread':
    'A Python thread cannot be terminated from outside. Raise an exception in it, or end its process.',
  'main-is-its-process': 'MainThread cannot be ended alone. End its process.',
  'only-threads': 'This is for threads only.',
  'not-python': 'Only Python has this.',
  'run-is-over': 'The run is over. Run it again to use this.',
  'run-goes-on': 'The run goes on. Stop it first.',
}
