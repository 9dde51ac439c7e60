/** 사는 쪽과 파는 쪽이 함께 일하고, 메인은 둘을 기다립니다. */
import { print, sleep } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export function trade(side: string) {
  for (let number = 1; number <= 5; number++) {
    for (const step of ['시세 요청', '분석', '시점 계산', side]) {
      print(`[${side}] ${number}회차 ${step}`)
      sleep(1)
    }
  }
}

export function main() {
  const buyer = new Thread({ target: trade, args: ['매수'], name: 'buyer' })
  const seller = new Thread({ target: trade, args: ['매도'], name: 'seller' })
  buyer.start()
  seller.start()
  buyer.join()
  seller.join()
  print('메인: 장을 마감합니다')
}
