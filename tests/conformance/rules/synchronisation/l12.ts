import { print } from 'spindle/builtins'
import { Condition } from 'spindle/threading'

export function main() {
  const condition = new Condition()
  condition.with(() => {
    condition.notify()
    print(condition.wait(0.1))
    print(
      condition.waitFor(() => 0, 0.1),
      condition.waitFor(() => 7),
    )
  })
}
