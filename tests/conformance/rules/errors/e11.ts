import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function main() {
  const p = new Process()
  for (const action of [() => p.terminate(), () => p.kill()]) {
    try {
      action()
    } catch (error) {
      print(String(error))
    }
  }
}
