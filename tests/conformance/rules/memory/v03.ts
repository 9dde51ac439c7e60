import { print } from 'spindle/builtins'
import { Value } from 'spindle/multiprocessing'

export function main() {
  const value = new Value('i', 0)
  value.value = 2 ** 31
  print(value.value)
  const double = new Value('d', 0.5)
  double.value = 0.1 + 0.2
  print(double.value)
  try {
    value.value = 'x' as unknown as number
  } catch (error) {
    print(String(error))
  }
}
