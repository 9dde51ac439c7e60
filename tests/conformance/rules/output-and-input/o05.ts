import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work(word: string) {
  for (let number = 0; number < 3; number++) print(word, number)
}

export function main() {
  const children = ['A', 'B'].map((word) => new Process({ target: work, args: [word] }))
  for (const p of children) p.start()
  for (const p of children) p.join()
}
