import { print, sleep } from 'spindle/builtins'
import { Event, Thread, mainThread } from 'spindle/threading'

const ticked = new Event()

export function tick() {
  mainThread().join()
  for (let number = 0; number < 3; number++) print('tick')
  ticked.set()
  sleep(30)
  print('never')
}

export function last() {
  ticked.wait()
  print('last')
}

export function main() {
  new Thread({ target: tick, daemon: true }).start()
  new Thread({ target: last }).start()
  print('main end')
}
