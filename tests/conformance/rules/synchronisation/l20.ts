import { print, sleep } from 'spindle/builtins'
import { Event, Lock, Process } from 'spindle/multiprocessing'

export function work(lock: Lock, held: Event) {
  lock.acquire()
  held.set()
  sleep(30)
}

export function main() {
  const lock = new Lock()
  const held = new Event()
  const p = new Process({ target: work, args: [lock, held] })
  p.start()
  held.wait()
  p.terminate()
  p.join()
  print(lock.acquire(true, 0.3))
}
