import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function main() {
  try {
    new Process().join()
  } catch (error) {
    print(String(error))
  }
}
