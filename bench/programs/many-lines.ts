// Prints as many lines of 61 bytes as its argument says.
import { argv } from 'spindle/builtins'

export function main() {
  const lines = Number(argv[0] ?? 1_000_000)
  for (let i = 0; i < lines; i++)
    console.log(String(i).padStart(10, '0') + ' the quick brown fox jumps over the lazy dog, 12')
}
