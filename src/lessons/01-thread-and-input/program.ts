/** 스레드 하나를 만들고, 그 스레드 안에서 입력을 기다립니다. */
import { input, print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function search() {
  print('스레드: 시작')
  const word = input('검색어를 입력하세요. ')
  print(`스레드: [${word}] 찾는 중`)
  print('스레드: 끝')
}

export function main() {
  print('메인: 시작')
  const searcher = new Thread({ target: search, name: 'searcher' })
  searcher.start()
  print('메인: 끝')
  print('메인: 이제 내 할 일을 합니다')
}
