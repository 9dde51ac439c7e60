/** 일하는 자식에게 1초 뒤 종료 신호를 보냅니다. */
import { print, sleep } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export class Settle extends Process {
  seconds: number

  constructor(name: string, seconds: number) {
    super({ name })
    this.seconds = seconds
  }

  run() {
    print(`[${this.name}] 시작`)
    sleep(this.seconds)
    print(`[${this.name}] 끝`)
  }
}

export function main() {
  const settle = new Settle('settle', 5)
  settle.start()
  sleep(1)
  print(`메인: [1초 뒤] 살아 있음 ${settle.isAlive()}`)
  if (settle.isAlive()) {
    settle.terminate()
    print('메인: 종료 신호를 보냈습니다')
  }
  print(`메인: [보낸 직후] 살아 있음 ${settle.isAlive()}, exit code ${settle.exitCode}`)
  settle.join()
  print(`메인: [join한 뒤] 살아 있음 ${settle.isAlive()}, exit code ${settle.exitCode}`)
}
