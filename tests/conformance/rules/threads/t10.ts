import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function main() {
  const t = new Thread()
  for (const name of ['terminate', 'kill', 'stop', 'close']) print(name, name in t)
}
