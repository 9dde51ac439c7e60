import { print } from 'spindle/builtins'
import { LifoQueue, PriorityQueue, Queue } from 'spindle/queue'

export function main() {
  for (const Kind of [Queue, LifoQueue, PriorityQueue]) {
    const queue = new Kind<number>()
    for (const item of [2, 3, 1]) queue.put(item)
    print(queue.get(), queue.get(), queue.get())
  }
}
