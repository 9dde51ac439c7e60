import { print, sleep } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'
import { Thread } from 'spindle/threading'

export function thread() {
  sleep(30)
  print('never')
}

export function child() {
  new Thread({ target: thread, daemon: true }).start()
}

export function main() {
  const p = new Process({ target: child })
  p.start()
  p.join()
  print('joined', p.exitCode)
}
