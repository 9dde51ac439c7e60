import { print } from 'spindle/builtins'
import { Pipe } from 'spindle/multiprocessing'

function attempt(action: () => unknown) {
  try {
    action()
  } catch (error) {
    const { name, message } = error as Error
    print(`${name}: ${message}`)
  }
}

export function main() {
  const [a, b] = Pipe()
  b.close()
  print(a.poll())
  attempt(() => a.recv())
  attempt(() => a.send(1))
  attempt(() => b.send(1))
  attempt(() => b.recv())
}
