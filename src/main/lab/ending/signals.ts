/** Sends signals to processes and groups; tells only whether there was somebody to get it. */
import { execFile } from 'node:child_process'
import { isLiving, processRow } from './process-table'

/** Signals that ask for an end: of a process, and of one that cannot refuse. */
export type EndSignal = 'SIGTERM' | 'SIGKILL'

/** A process, named so that nobody else can be meant by mistake. */
export interface ProcessName {
  readonly pid: number
  /** Its start time where that can be known, see `ProcessRow.start`. */
  readonly start: number | null
}

export const nameProcess = (pid: number): ProcessName => ({ pid, start: processRow(pid)?.start ?? null })

/** Whether the process still runs. Where the system does not tell start times: whether its PID is in use. */
export function isRunning({ pid, start }: ProcessName): boolean {
  if (start !== null) {
    const row = processRow(pid)
    return isLiving(row) && row.start === start
  }
  return send(pid, 0)
}

/** Sends a signal to one process. A process that is stopped is woken, so that it can take it. */
export function signalProcess(name: ProcessName, signal: EndSignal): boolean {
  if (!isRunning(name)) return false
  if (process.platform === 'win32') return taskkill(name.pid, signal === 'SIGKILL')
  const sent = send(name.pid, signal)
  if (signal !== 'SIGKILL') send(name.pid, 'SIGCONT')
  return sent
}

/** Sends a signal to a process group whose leader was our child. */
export function signalGroup(group: number, signal: EndSignal): boolean {
  if (process.platform === 'win32') return taskkill(group, signal === 'SIGKILL')
  const sent = send(-group, signal)
  if (signal !== 'SIGKILL') send(-group, 'SIGCONT')
  return sent
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false // ESRCH: nobody there. EPERM: it is not ours any more.
  }
}

/** Windows knows no signals: an order to close, or the end of the whole tree. */
function taskkill(pid: number, force: boolean): boolean {
  const args = ['/pid', String(pid), '/T', ...(force ? ['/F'] : [])]
  execFile('taskkill', args, () => undefined) // that nobody is there is no error
  return true
}
