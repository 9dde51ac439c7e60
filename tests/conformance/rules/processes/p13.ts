import { print, sleep } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work(signal: NodeJS.Signals) {
  process.kill(process.pid, signal)
  sleep(30)
}

export function main() {
  for (const signal of ['SIGABRT', 'SIGSEGV', 'SIGINT']) {
    const p = new Process({ target: work, args: [signal as NodeJS.Signals] })
    p.start()
    p.join()
    print(p.exitCode)
  }
}
