import { EOFError, input, print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function ask() {
  try {
    input()
  } catch (error) {
    if (error instanceof EOFError) print(`child: ${error.name}: ${error.message}`)
  }
}

export function main() {
  const p = new Process({ target: ask })
  p.start()
  p.join()
  print('main:', input())
}
