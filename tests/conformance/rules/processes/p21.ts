import { print, sleep } from 'spindle/builtins'
import { Process, Value } from 'spindle/multiprocessing'
import { Thread, mainThread } from 'spindle/threading'

export function tick(ticks: Value) {
  for (;;) {
    ticks.value += 1
    sleep(0.01)
  }
}

export function thread(ticks: Value) {
  mainThread().join()
  const before = ticks.value
  sleep(0.3)
  print('thread end, daemonic child still ticks', ticks.value > before)
}

export function child(ticks: Value) {
  for (let last = -1; ticks.value !== last; sleep(0.5)) last = ticks.value
  print('child end, daemonic child ticks no more')
}

export function main() {
  const ticks = new Value('i', 0)
  new Process({ target: tick, args: [ticks], daemon: true }).start()
  while (ticks.value === 0) sleep(0.01)
  new Process({ target: child, args: [ticks] }).start()
  new Thread({ target: thread, args: [ticks] }).start()
  print('main end')
}
