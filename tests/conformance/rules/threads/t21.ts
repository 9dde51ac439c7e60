import { print } from 'spindle/builtins'
import { Queue } from 'spindle/queue'
import { Thread, getIdent } from 'spindle/threading'

const idents = new Queue<number>()

export function work() {
  idents.put(getIdent())
}

export function main() {
  for (let round = 0; round < 2; round++) {
    const t = new Thread({ target: work })
    t.start()
    t.join()
    const ident = idents.get()
    print(ident === t.ident, ident !== 0, ident !== getIdent())
  }
}
