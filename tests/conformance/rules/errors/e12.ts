import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function main() {
  const p = new Process()
  p.start()
  try {
    p.daemon = true
  } catch (error) {
    print(String(error))
  }
  p.join()
}
