import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function main() {
  function local() {}

  for (const target of [() => 0, local]) {
    const p = new Process({ target })
    try {
      p.start()
    } catch (error) {
      print(String(error))
    }
    print(p.isAlive(), p.pid)
  }
}
