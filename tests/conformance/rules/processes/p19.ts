import { print, sleep } from 'spindle/builtins'
import { Event, Process } from 'spindle/multiprocessing'

export function work(ticked: Event) {
  try {
    for (;;) {
      print('tick')
      ticked.set()
      sleep(0.05)
    }
  } finally {
    print('fin')
  }
}

export function main() {
  const ticked = new Event()
  new Process({ target: work, args: [ticked], daemon: true }).start()
  ticked.wait()
  print('main end')
}
