import { print } from 'spindle/builtins'
import { Process, Queue } from 'spindle/multiprocessing'

export function work(queue: Queue<string>) {
  queue.put('x'.repeat(10 ** 6))
}

export function main() {
  const queue = new Queue<string>()
  const p = new Process({ target: work, args: [queue] })
  p.start()
  p.join(0.5)
  print(p.isAlive(), p.exitCode)
  print(queue.get().length)
  p.join()
  print(p.isAlive(), p.exitCode)
}
