import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {}

export function main() {
  try {
    new Process({ target: work, args: 5 as unknown as [] })
  } catch (error) {
    print(String(error))
  }
}
