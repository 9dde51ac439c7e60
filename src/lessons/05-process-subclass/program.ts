/** Process를 상속해, 할 일과 자료를 한 클래스에 담습니다. */
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
  print('메인: 자식을 기다립니다')
  settle.join()
  print(`메인: 자식의 exit code ${settle.exitCode}`)
}
