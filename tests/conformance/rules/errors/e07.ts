import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'
import { Thread } from 'spindle/threading'

export function main() {
  for (const Kind of [Thread, Process]) {
    try {
      new Kind({ group: 1 as unknown as null })
    } catch (error) {
      print(String(error))
    }
  }
}
