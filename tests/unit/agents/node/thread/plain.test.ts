import { expect, test } from 'vitest'
import { fromBytes, toBytes } from '../../../../../src/agents/node/thread/plain'

const isJson = (bytes: Uint8Array): boolean => bytes[0] === '{'.charCodeAt(0)
const back = <T extends object>(value: T): T => fromBytes(toBytes(value)) as T

test('small plain values go as JSON and come back the same', () => {
  const value = { name: '한 줄 \ud800', list: [1, -2.5, [true, null]], inner: { empty: {}, none: [] } }
  expect(isJson(toBytes(value))).toBe(true)
  expect(back(value)).toEqual(value)
})

const hole: number[] = []
hole[1] = 1
const named = Object.assign([1], { extra: true })
const twice = { one: 1 }
const circle: Record<string, unknown> = {}
circle['me'] = circle

test.each([
  ['undefined', { a: undefined }],
  ['-0', { a: -0 }],
  ['NaN', { a: NaN }],
  ['a bigint', { a: 1n }],
  ['a hole in a list', { a: hole }],
  ['a property of a list', { a: named }],
  ['a Map', { a: new Map([[1, 2]]) }],
  ['a Date', { a: new Date(0) }],
  ['bytes', { a: new Uint8Array([1, 2]) }],
  ['a property called __proto__', { a: JSON.parse('{"__proto__": 1}') as object }],
])('%s takes the way that keeps it', (_, value) => {
  expect(isJson(toBytes(value))).toBe(false)
  expect(back(value)).toStrictEqual(value)
})

test('an object that occurs twice stays one object, in a circle too', () => {
  const { a, b } = back({ a: twice, b: [twice] })
  expect(b[0]).toBe(a)
  const copy = back(circle)
  expect(copy['me']).toBe(copy)
})

test('much at once is not looked through', () => {
  const value = { list: Array.from({ length: 5000 }, (_, i) => [i]) }
  expect(isJson(toBytes(value))).toBe(false)
  expect(back(value)).toEqual(value)
})
