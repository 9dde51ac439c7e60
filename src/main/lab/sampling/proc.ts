/**
 * What Linux tells about a thread and a process: /proc/PID/task/TID/{stat,schedstat}, /proc/PID/{stat,statm}.
 * `schedstat` gives CPU time in nanoseconds; `stat` gives it in ticks (10 ms), but for the whole process, and
 * the scheduler's letter and the core.
 */
import { readFileSync } from 'node:fs'
import { NS_PER_S, type Ns } from '../../../contract/time'
import { KeptFile } from './kept-file'

/** Numbers of the kernel's auxiliary vector. */
const AT_PAGESZ = 6n
const AT_CLKTCK = 17n

export interface Machine {
  readonly pageBytes: number
  readonly tickNs: number
}

/** Size of a page and length of a tick on this machine. */
export function readMachine(): Machine {
  const found = new Map<bigint, bigint>()
  try {
    const vector = readFileSync('/proc/self/auxv')
    for (let at = 0; at + 16 <= vector.length; at += 16) {
      found.set(vector.readBigUInt64LE(at), vector.readBigUInt64LE(at + 8))
    }
  } catch {
    // The usual values are right nearly everywhere.
  }
  const ticks = Number(found.get(AT_CLKTCK) ?? 100n)
  return { pageBytes: Number(found.get(AT_PAGESZ) ?? 4096n), tickNs: NS_PER_S / ticks }
}

export interface ThreadReading {
  readonly cpuNs: Ns
  readonly state: string
  readonly core: number
  /** Time in which it could have run and had no core. */
  readonly queuedNs?: Ns
  /** How often it gave its core up, and how often the core was taken from it; missing until they were looked at. */
  readonly yields?: number
  readonly preemptions?: number
}

export class ThreadFiles {
  readonly #stat: KeptFile
  readonly #schedstat: KeptFile
  readonly #status: string
  #lastSchedstat = ''
  #switches: { readonly yields: number; readonly preemptions: number } | null = null
  /** `schedstat` when the switches were read. */
  #switchesOf = ''
  #last: ThreadReading | null = null

  constructor(pid: number, tid: number) {
    this.#stat = new KeptFile(`/proc/${pid}/task/${tid}/stat`)
    this.#schedstat = new KeptFile(`/proc/${pid}/task/${tid}/schedstat`)
    this.#status = `/proc/${pid}/task/${tid}/status`
  }

  /**
   * `null`: the thread is gone. A thread that has not run since the last reading is where it was: unless
   * `fully`, its letter and its core are not read again, which halves the cost of idle threads.
   */
  read(fully = true): ThreadReading | null {
    const schedstat = this.#schedstat.read()
    if (schedstat === null) return null
    if (!fully && this.#last && schedstat === this.#lastSchedstat) return this.#last
    const stat = this.#stat.read()
    if (stat === null) return null
    const fields = statFields(stat)
    this.#lastSchedstat = schedstat
    const [cpuNs = NaN, queuedNs = NaN] = schedstat.split(' ', 2).map(Number)
    if (fully && schedstat !== this.#switchesOf) {
      this.#switches = this.#readSwitches()
      this.#switchesOf = schedstat
    }
    this.#last = {
      cpuNs,
      state: fields[0] ?? '?',
      core: Number(fields[36]),
      ...(Number.isFinite(queuedNs) && { queuedNs }),
      ...this.#switches,
    }
    return this.#last
  }

  /** Four times as dear as the other files (45 µs), so it is opened for full readings of threads that have run. */
  #readSwitches(): { yields: number; preemptions: number } | null {
    try {
      return parseSwitches(readFileSync(this.#status, 'latin1'))
    } catch {
      return null // it is gone
    }
  }

  close(): void {
    this.#stat.close()
    this.#schedstat.close()
  }
}

export interface ProcessReading {
  readonly cpuNs: Ns
  readonly rssBytes: number
  readonly threads: number
}

export class ProcessFiles {
  readonly #stat: KeptFile
  readonly #statm: KeptFile
  readonly #machine: Machine

  constructor(pid: number, machine: Machine) {
    this.#machine = machine
    this.#stat = new KeptFile(`/proc/${pid}/stat`)
    this.#statm = new KeptFile(`/proc/${pid}/statm`)
  }

  /** `null`: the process is gone. */
  read(): ProcessReading | null {
    const stat = this.#stat.read()
    const statm = this.#statm.read()
    if (stat === null || statm === null) return null
    const fields = statFields(stat)
    return {
      cpuNs: (Number(fields[11]) + Number(fields[12])) * this.#machine.tickNs,
      rssBytes: Number(statm.split(' ', 2)[1]) * this.#machine.pageBytes,
      threads: Number(fields[17]),
    }
  }

  close(): void {
    this.#stat.close()
    this.#statm.close()
  }
}

/** Fields of a `stat` file from the third on; the name before them may hold spaces and brackets. */
const statFields = (stat: string): string[] => stat.slice(stat.lastIndexOf(')') + 2).split(' ')

/** The context switches in the text of a thread's `status`; `null` when they are not there. */
export function parseSwitches(status: string): { yields: number; preemptions: number } | null {
  const found = /^voluntary_ctxt_switches:\s+(\d+)\nnonvoluntary_ctxt_switches:\s+(\d+)$/m.exec(status)
  return found ? { yields: Number(found[1]), preemptions: Number(found[2]) } : null
}

/** Bytes of the proportional set size in the text of `smaps_rollup`; `null` when it is not there. */
export function parsePss(rollup: string): number | null {
  const found = /^Pss:\s+(\d+) kB$/m.exec(rollup)
  return found ? Number(found[1]) * 1024 : null
}

/** Bytes of the most memory a process had resident so far, in the text of `status`; `null` when it is not there. */
export function parsePeak(status: string): number | null {
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(status)
  return found ? Number(found[1]) * 1024 : null
}

/**
 * The most memory a living process had resident so far; `null` where the system does not tell, or it is gone.
 * `getrusage` would tell another number: that one is inherited through exec.
 */
export function peakBytesOf(pid: number): number | null {
  if (process.platform !== 'linux') return null
  try {
    return parsePeak(readFileSync(`/proc/${pid}/status`, 'latin1'))
  } catch {
    return null // it is gone
  }
}
