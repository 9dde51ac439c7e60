import { ValueError, print, sleep } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {
  sleep(0.3)
  print('child end')
}

export function forever() {
  sleep(30)
  print('never')
}

export function main() {
  new Process({ target: work }).start()
  new Process({ target: forever, daemon: true }).start()
  throw new ValueError('boom')
}
