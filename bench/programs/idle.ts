// Keeps as many idle threads or processes as its arguments say: `threads 50`, `processes 50`. Ends when its input ends.
import { argv, input, print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'
import { Event, Thread } from 'spindle/threading'

const done = new Event()

export function wait() {
  done.wait()
}
export function waitForSignal() {
  new Event().wait()
}

export function main() {
  const [kind = 'threads', count = '50'] = argv
  const children: Process[] = []
  for (let i = 0; i < Number(count); i++) {
    if (kind === 'threads') new Thread({ target: wait }).start()
    else {
      const child = new Process({ target: waitForSignal, daemon: true })
      child.start()
      children.push(child)
    }
  }
  print('ready')
  try {
    input()
  } catch {
    // the end of the input is the end of the measurement
  }
  done.set()
}
