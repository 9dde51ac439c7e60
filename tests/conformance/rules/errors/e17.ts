import { print } from 'spindle/builtins'
import { currentProcess } from 'spindle/multiprocessing'

export function main() {
  try {
    currentProcess().join()
  } catch (error) {
    print(String(error))
  }
}
