import { input, print } from 'spindle/builtins'

export function main() {
  const name = input('name? ')
  print(`'${name}'`)
}
