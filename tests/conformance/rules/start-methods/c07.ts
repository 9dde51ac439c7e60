import { argv, print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work(args: string[]) {
  print(argv.length === 2 && argv.join() === args.join())
}

export function main() {
  const p = new Process({ target: work, args: [[...argv]] })
  p.start()
  p.join()
}
