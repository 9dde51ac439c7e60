/** Ends our process as the program ended, so that a shell sees no difference. */
import { signalName } from './signals'

/** What a shell shows for a death by signal N is 128 + N. */
const SIGNAL_BASE = 128
/** A signal that we ignore (SIGPIPE in Node) does not end us; then the number must do. */
const SIGNAL_LIMIT_MS = 200

export interface ExitHost {
  readonly pid: number
  kill(pid: number, signal: NodeJS.Signals): unknown
  exit(code: number): unknown
}

/** @param exitCode - as Python reports it: 0…255, or −N for a death by signal N; `null` where it is unknown */
export function endLike(exitCode: number | null, host: ExitHost): void {
  if (exitCode === null) host.exit(1)
  else if (exitCode >= 0) host.exit(exitCode)
  else {
    const code = SIGNAL_BASE - exitCode
    setTimeout(() => host.exit(code), SIGNAL_LIMIT_MS)
    const signal = signalName(-exitCode)
    if (signal) host.kill(host.pid, signal)
    else host.exit(code)
  }
}
