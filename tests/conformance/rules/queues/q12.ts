import { print } from 'spindle/builtins'
import { SimpleQueue } from 'spindle/multiprocessing'

export function main() {
  const queue = new SimpleQueue<number[]>()
  const item = [1, 2]
  queue.put(item)
  const copy = queue.get()
  print(copy.join() === item.join(), copy === item, queue.empty())
  for (const name of ['getNowait', 'qsize', 'close']) print(name, name in queue)
}
