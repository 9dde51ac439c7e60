import { print } from 'spindle/builtins'
import { Lock, Queue } from 'spindle/multiprocessing'

export function main() {
  const carrier = new Queue()
  for (const thing of [new Queue(), new Lock()]) {
    try {
      carrier.put(thing)
    } catch (error) {
      print(String(error))
    }
  }
}
