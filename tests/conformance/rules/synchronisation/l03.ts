import { print } from 'spindle/builtins'
import { Event, Lock, Thread } from 'spindle/threading'

const lock = new Lock()
const waiting = new Event()

export function work() {
  waiting.wait()
  lock.release()
}

export function main() {
  lock.acquire()
  new Thread({ target: work }).start()
  print(lock.acquire(true, 0.1))
  waiting.set()
  print(lock.acquire())
}
