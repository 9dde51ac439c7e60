import { print } from 'spindle/builtins'
import { Queue } from 'spindle/multiprocessing'
import { Empty, Full } from 'spindle/queue'

export function main() {
  const queue = new Queue<number>(1)
  try {
    queue.get(true, 0.1)
  } catch (error) {
    if (error instanceof Empty) print(`${error.name}: ${error.message}`)
  }
  queue.put(1)
  for (const action of [() => queue.putNowait(2), () => queue.put(2, true, 0.1)]) {
    try {
      action()
    } catch (error) {
      if (error instanceof Full) print(`${error.name}: ${error.message}`)
    }
  }
  print(queue.get())
}
