import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'
import { Thread } from 'spindle/threading'

export function main() {
  for (const unit of [new Thread(), new Process()]) {
    const method: unknown = unit.isAlive
    print(Boolean(method), unit.isAlive())
  }
}
