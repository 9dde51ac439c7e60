/** 프로세스 하나를 시작하고, 부모와 자식의 PID를 견줍니다. */
import { print } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'

export function greet(word: string) {
  print(`자식: 받은 인자 [${word}]`)
  print(`자식: 내 PID ${process.pid}`)
}

export function main() {
  print(`메인: 내 PID ${process.pid}`)
  const child = new Process({ target: greet, args: ['안녕하세요'], name: 'child' })
  child.start()
  print('메인: 끝')
}
