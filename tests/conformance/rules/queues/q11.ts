import { print } from 'spindle/builtins'
import { Event, JoinableQueue, Process } from 'spindle/multiprocessing'

export function work(queue: JoinableQueue<number>, done: Event) {
  queue.join()
  done.set()
}

export function main() {
  const queue = new JoinableQueue<number>()
  const done = new Event()
  queue.put(1)
  const p = new Process({ target: work, args: [queue, done] })
  p.start()
  print(queue.get(), done.wait(0.2))
  queue.taskDone()
  print(done.wait(10))
  p.join()
  try {
    queue.taskDone()
  } catch (error) {
    print(String(error))
  }
}
