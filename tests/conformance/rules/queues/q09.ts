import { print } from 'spindle/builtins'
import { Queue } from 'spindle/multiprocessing'

export function main() {
  const queue = new Queue<number>()
  queue.close()
  for (const action of [() => queue.put(1), () => queue.get()]) {
    try {
      action()
    } catch (error) {
      print(String(error))
    }
  }
}
