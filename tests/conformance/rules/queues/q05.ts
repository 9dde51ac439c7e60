import { print } from 'spindle/builtins'
import { Empty, SimpleQueue } from 'spindle/queue'

export function main() {
  const queue = new SimpleQueue<number>()
  for (const name of ['join', 'taskDone', 'full']) print(name, name in queue)
  try {
    queue.getNowait()
  } catch (error) {
    if (error instanceof Empty) print(`${error.name}: ${error.message}`)
  }
  queue.put(1)
  queue.put(2)
  print(queue.qsize(), queue.get(), queue.get(), queue.empty())
}
