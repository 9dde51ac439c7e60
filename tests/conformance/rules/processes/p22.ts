import { exit } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {
  exit(9)
}

export function main() {
  new Process({ target: work }).start()
}
