import { print } from 'spindle/builtins'
import { Event, Timer } from 'spindle/threading'

const fired = new Event()

export function fire() {
  print('fired')
  fired.set()
}

export function never() {
  print('never')
}

export function main() {
  const t = new Timer(0.1, fire)
  t.start()
  print(t.isAlive(), t.name, t.daemon)
  fired.wait()
  t.join()
  t.cancel()
  print(t.isAlive())
  const cancelled = new Timer(30, never)
  cancelled.start()
  print(cancelled.isAlive())
  cancelled.cancel()
  cancelled.join()
  print(cancelled.isAlive())
}
