import { print } from 'spindle/builtins'
import { Queue } from 'spindle/queue'
import { Thread } from 'spindle/threading'

const seen = new Queue<string>()

export function work(pid: number, folder: string) {
  seen.put('here')
  print('same process', process.pid === pid, process.cwd() === folder)
}

export function main() {
  const t = new Thread({ target: work, args: [process.pid, process.cwd()] })
  t.start()
  t.join()
  print('change seen', seen.qsize() === 1)
}
