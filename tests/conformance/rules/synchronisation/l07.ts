import { print } from 'spindle/builtins'
import { Barrier, Lock, Thread } from 'spindle/threading'

const a = new Lock()
const b = new Lock()
const bothHoldOne = new Barrier(2)

export function work(first: Lock, second: Lock) {
  first.with(() => {
    bothHoldOne.wait()
    second.with(() => print('never'))
  })
}

export function main() {
  new Thread({ target: work, args: [a, b], name: 'A' }).start()
  new Thread({ target: work, args: [b, a], name: 'B' }).start()
  print('main end')
}
