import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function main() {
  const p = new Process()
  try {
    p.name = 5 as unknown as string
  } catch (error) {
    print(String(error))
  }
}
