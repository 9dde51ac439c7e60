// Starts threads one after another and prints, for each, the time from the call to its first instruction.
import { argv, print, sleep } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

const now = (): number => Number(process.hrtime.bigint())

export function firstInstruction(calledAt: number) {
  print(JSON.stringify({ ms: (now() - calledAt) / 1e6 }))
}

export function main() {
  const [count = '21', pause = '0'] = argv
  for (let i = 0; i < Number(count); i++) {
    sleep(Number(pause))
    const thread = new Thread({ target: firstInstruction, args: [now()] })
    thread.start()
    thread.join()
  }
}
