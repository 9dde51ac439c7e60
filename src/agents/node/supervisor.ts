/**
 * Entry of every process of a program. Its main thread is the supervisor: it relays, it obeys, and it never
 * runs the program's code, so it can always be reached and can always end the process.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { takeAddress, takeCacheFolder, takeHeapLimitMb, takeIsSpare, takeSpares } from './supervisor/address'
import { waitForEntry } from './supervisor/entry'
import { Supervisor } from './supervisor/process'

const address = takeAddress(process.env)
const supervisor = new Supervisor({
  workerPath: join(import.meta.dirname, 'worker.cjs'),
  supervisorPath: join(import.meta.dirname, 'supervisor.js'),
  agentUrl: pathToFileURL(`${import.meta.dirname}/`).href,
  cache: takeCacheFolder(process.env),
  spares: takeSpares(process.env),
  isSpare: takeIsSpare(process.env),
  heapLimitMb: takeHeapLimitMb(process.env),
})
if (address) supervisor.runProgram(address)
else if (process.send) waitForEntry(supervisor)
else {
  process.stderr.write('This is a part of Spindle; the Lab starts it.\n')
  process.exit(2)
}
