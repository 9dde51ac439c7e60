import { EOFError, input, print } from 'spindle/builtins'

export function main() {
  try {
    input()
  } catch (error) {
    if (error instanceof EOFError) print(`${error.name}: ${error.message}`)
  }
}
