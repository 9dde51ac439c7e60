import { print, sleep } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function grandchild() {
  sleep(0.2)
  print('grandchild end')
}

export function child() {
  new Process({ target: grandchild }).start()
}

export function main() {
  const p = new Process({ target: child })
  p.start()
  p.join()
  print('joined', p.exitCode)
}
