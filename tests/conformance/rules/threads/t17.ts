import { print } from 'spindle/builtins'
import { Event, Thread } from 'spindle/threading'

const gates = [new Event(), new Event(), new Event(), new Event()]

export function work(name: string, mayEnd: number, nextMayEnd: number) {
  gates[mayEnd]!.wait()
  print(name, 'ends')
  gates[nextMayEnd]!.set()
}

export function main() {
  const first = new Thread({ target: work, args: ['first', 2, 3] })
  const second = new Thread({ target: work, args: ['second', 1, 2] })
  const third = new Thread({ target: work, args: ['third', 0, 1] })
  for (const t of [first, second, third]) t.start()
  gates[0]!.set()
  for (const t of [first, second, third]) t.join()
  print('all joined')
}
