/** The supervisor, once its first Worker is on its way. */
import { takeAddress } from './supervisor/address'
import { waitForEntry } from './supervisor/entry'
import { Supervisor, type SupervisorOptions } from './supervisor/process'

export interface SupervisionPart {
  supervise(options: SupervisorOptions): void
}

export function supervise(options: SupervisorOptions): void {
  const address = takeAddress(process.env)
  const supervisor = new Supervisor(options)
  if (address) supervisor.runProgram(address)
  else if (process.send) waitForEntry(supervisor)
  else {
    process.stderr.write('This is a part of Spindle; the Lab starts it.\n')
    process.exit(2)
  }
}
