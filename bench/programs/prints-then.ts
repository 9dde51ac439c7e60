// Prints ten thousand lines from a thread and then dies in the way its argument names.
import { argv, sleep } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function work(how: string) {
  for (let i = 0; i < 10_000; i++)
    console.log(String(i).padStart(10, '0') + ' the quick brown fox jumps over the lazy dog, 12')
  if (how === 'exit') process.exit(0)
  if (how === 'throw') throw new Error('thrown on purpose')
  if (how === 'oom') {
    const kept: number[][] = []
    for (;;) kept.push(Array.from({ length: 100_000 }, () => Math.random()))
  }
  if (how === 'spin') for (;;);
}

export function main() {
  const thread = new Thread({ target: work, args: [argv[0] ?? 'exit'], daemon: argv[0] === 'spin' })
  thread.start()
  // A thread that spins is a daemon: it is stopped from outside when the main thread ends.
  if (argv[0] === 'spin') sleep(1)
  else thread.join()
}
