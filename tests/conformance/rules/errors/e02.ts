import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function main() {
  try {
    new Thread().join()
  } catch (error) {
    print(String(error))
  }
}
