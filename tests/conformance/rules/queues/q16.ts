import { print } from 'spindle/builtins'
import { Pipe, Process, type Connection } from 'spindle/multiprocessing'

export function work(end: Connection) {
  end.send(1)
}

export function main() {
  const [a, b] = Pipe()
  const p = new Process({ target: work, args: [b] })
  p.start()
  p.join()
  print(a.recv(), a.poll(0.3))
  b.close()
  print(a.poll(0.3))
  try {
    a.recv()
  } catch (error) {
    const { name, message } = error as Error
    print(`${name}: ${message}`)
  }
}
