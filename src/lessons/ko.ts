/** The Korean texts of the lessons, by id. Loaded when the interface is Korean. */
import threadAndInput from './01-thread-and-input/ko.md?raw'
import daemonThread from './02-daemon-thread/ko.md?raw'
import twoThreadsAndJoin from './03-two-threads-and-join/ko.md?raw'
import processAndPid from './04-process-and-pid/ko.md?raw'
import processSubclass from './05-process-subclass/ko.md?raw'
import terminateAndIsAlive from './06-terminate-and-is-alive/ko.md?raw'
import freeLab from './12-free-lab/ko.md?raw'

export const texts: Readonly<Record<string, string>> = {
  'thread-and-input': threadAndInput,
  'daemon-thread': daemonThread,
  'two-threads-and-join': twoThreadsAndJoin,
  'process-and-pid': processAndPid,
  'process-subclass': processSubclass,
  'terminate-and-is-alive': terminateAndIsAlive,
  'free-lab': freeLab,
}
