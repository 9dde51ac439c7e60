import { print } from 'spindle/builtins'
import { Queue } from 'spindle/queue'
import { Thread } from 'spindle/threading'

const queue = new Queue<number>(1)

export function putTwo() {
  queue.put(1)
  queue.put(2)
}

export function main() {
  const unbounded = new Queue<number>()
  for (let item = 0; item < 1000; item++) unbounded.put(item)
  print(unbounded.full(), unbounded.qsize())

  const t = new Thread({ target: putTwo })
  t.start()
  t.join(0.2)
  print('blocked', t.isAlive(), queue.full())
  print(queue.get(), queue.get())
  t.join()
  print(queue.empty())
}
