import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function work() {}

export function main() {
  const p = new Process({ target: work })
  p.start()
  p.join()
  p.close()
  const actions: Record<string, () => unknown> = {
    start: () => p.start(),
    join: () => p.join(),
    'is alive': () => p.isAlive(),
    'exit code': () => p.exitCode,
    pid: () => p.pid,
    terminate: () => p.terminate(),
    kill: () => p.kill(),
  }
  for (const [name, action] of Object.entries(actions)) {
    try {
      action()
      print(name, 'no error')
    } catch (error) {
      print(name, String(error))
    }
  }
}
