import { exit, print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function end(args: unknown[]) {
  exit(...args)
}

export function main() {
  for (const args of [[3], [], [null], [true], ['msg'], [256], [-1]]) {
    const p = new Process({ target: end, args: [args] })
    p.start()
    p.join()
    print(p.exitCode)
  }
}
