/** Threads as the operating system sees them. Linux only: elsewhere there is no id to be had. */
import { readlinkSync, writeFileSync } from 'node:fs'

/** Linux keeps 15 bytes of a thread's name. */
const OS_NAME_BYTES = 15

/** The thread's id in the operating system, where it can be found out. */
export function nativeId(): number | null {
  if (process.platform !== 'linux') return null
  const id = Number(/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self'))?.[1])
  return Number.isInteger(id) ? id : null
}

/** Gives a thread of this process its name in `ps -L`, `top -H` and debuggers. */
export function nameThread(tid: number | null, name: string): void {
  if (tid === null) return
  try {
    writeFileSync(`/proc/self/task/${tid}/comm`, Buffer.from(name).subarray(0, OS_NAME_BYTES))
  } catch {
    // Not allowed in some sandboxes; the name is a comfort only.
  }
}
