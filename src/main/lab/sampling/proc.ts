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
}

export class ThreadFiles {
  readonly #stat: KeptFile
  readonly #schedstat: KeptFile
  #lastSchedstat = ''
  #last: ThreadReading | null = null

  constructor(pid: number, tid: number) {
    this.#stat = new KeptFile(`/proc/${pid}/task/${tid}/stat`)
    this.#schedstat = new KeptFile(`/proc/${pid}/task/${tid}/schedstat`)
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
    this.#last = { cpuNs: Number.parseInt(schedstat, 10), state: fields[0] ?? '?', core: Number(fields[36]) }
    return this.#last
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

/** Bytes of the proportional set size in the text of `smaps_rollup`; `null` when it is not there. */
export function parsePss(rollup: string): number | null {
  const found = /^Pss:\s+(\d+) kB$/m.exec(rollup)
  return found ? Number(found[1]) * 1024 : null
}
