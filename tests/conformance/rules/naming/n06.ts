import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function main() {
  print(new Process({ name: 'a' }).name, new Process().name)
}
