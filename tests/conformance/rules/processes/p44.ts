import { print, sleep } from 'spindle/builtins'
import { Process, Value } from 'spindle/multiprocessing'
import { Thread } from 'spindle/threading'

export function tick(ticks: Value) {
  for (;;) {
    ticks.value += 1
    sleep(0.01)
  }
}

export function thread(ticks: Value) {
  for (let last = -1; ticks.value !== last; sleep(0.5)) last = ticks.value
  print('thread end, daemonic grandchild ticks no more')
}

export function child(ticks: Value) {
  new Process({ target: tick, args: [ticks], daemon: true }).start()
  while (ticks.value === 0) sleep(0.01)
  new Thread({ target: thread, args: [ticks] }).start()
  print('child main end')
}

export function main() {
  const p = new Process({ target: child, args: [new Value('i', 0)] })
  p.start()
  p.join()
  print('joined', p.exitCode)
}
