import { print } from 'spindle/builtins'
import { Pipe, Process, type Connection } from 'spindle/multiprocessing'

export function work(end: Connection) {
  for (const item of end.recv()) end.send(item * 2)
}

export function main() {
  const [a, b] = Pipe()
  print(b.poll())
  a.send({ x: [1, 'two'] })
  print(b.poll(), JSON.stringify(b.recv()) === '{"x":[1,"two"]}', b.poll())
  const p = new Process({ target: work, args: [b] })
  p.start()
  a.send([1, 2])
  print(a.recv(), a.recv())
  p.join()
}
