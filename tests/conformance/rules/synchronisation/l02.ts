import { print } from 'spindle/builtins'
import { Lock } from 'spindle/threading'

export function main() {
  try {
    new Lock().release()
  } catch (error) {
    print(String(error))
  }
}
