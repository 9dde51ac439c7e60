import { print } from 'spindle/builtins'
import { getIdent, mainThread } from 'spindle/threading'

export function main() {
  const t = mainThread()
  print(t.name, t.daemon, t.isAlive(), t.ident === getIdent())
}
