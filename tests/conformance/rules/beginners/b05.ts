import { print } from 'spindle/builtins'
import { Barrier, Thread } from 'spindle/threading'

export function work(number: number, meet: Barrier) {
  print('start', number)
  meet.wait()
  print('end', number)
}

function separately(meet: Barrier) {
  for (let number = 0; number < 2; number++) {
    const t = new Thread({ target: work, args: [number, meet] })
    t.start()
    t.join()
  }
}

function together(meet: Barrier) {
  const threads = [0, 1].map((number) => new Thread({ target: work, args: [number, meet] }))
  for (const t of threads) t.start()
  for (const t of threads) t.join()
}

export function main() {
  print('one loop')
  separately(new Barrier(1))
  print('two loops')
  together(new Barrier(2))
}
