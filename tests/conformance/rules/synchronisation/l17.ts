import { print } from 'spindle/builtins'
import { Timer } from 'spindle/threading'

export function say(word: string) {
  print(word)
}

export function main() {
  new Timer(0.3, say, ['late']).start()
  print('main end')
}
