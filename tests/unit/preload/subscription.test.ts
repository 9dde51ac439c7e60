import { expect, test } from 'vitest'
import { onChannel } from '../../../src/preload/subscription'

test('listeners get values in order until they end their subscription', () => {
  const channel = onChannel<number>({ keep: false })
  const seen: string[] = []
  const listener = (value: number) => seen.push(`a${value}`)
  const [endFirst] = [channel.subscribe(listener), channel.subscribe(listener)]
  channel.tell(1)
  endFirst()
  endFirst()
  channel.tell(2)
  expect(seen).toEqual(['a1', 'a1', 'a2'])
})

test('what came too early waits for the first listener, in a bounded number', () => {
  const channel = onChannel<number>({ keep: true })
  for (let value = 0; value < 100; value += 1) channel.tell(value)
  const seen: number[] = []
  channel.subscribe((value) => seen.push(value))
  channel.subscribe(() => expect.unreachable())
  expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index))
})
