import { print } from 'spindle/builtins'
import { Queue } from 'spindle/queue'
import { Thread } from 'spindle/threading'

const queue = new Queue<number>()

export function work() {
  queue.join()
  print('joined')
}

export function main() {
  queue.put(1)
  queue.get()
  const t = new Thread({ target: work })
  t.start()
  t.join(0.1)
  print('waiting', t.isAlive())
  queue.taskDone()
  t.join()
  try {
    queue.taskDone()
  } catch (error) {
    print(String(error))
  }
}
