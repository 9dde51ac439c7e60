import { print } from 'spindle/builtins'
import { Condition } from 'spindle/threading'

export function main() {
  const condition = new Condition()
  for (const action of [() => condition.wait(), () => condition.notify(), () => condition.notifyAll()]) {
    try {
      action()
    } catch (error) {
      print(String(error))
    }
  }
}
