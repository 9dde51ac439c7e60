import { ValueError, print, sleep } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'
import { Thread } from 'spindle/threading'

export function thread() {
  sleep(0.2)
  print('thread end')
}

export function child() {
  new Thread({ target: thread }).start()
  throw new ValueError('boom')
}

export function main() {
  const p = new Process({ target: child })
  p.start()
  p.join()
  print('joined', p.exitCode)
}
