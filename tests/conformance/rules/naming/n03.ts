import { print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'

export const arrow = () => 0

export async function later() {}

export function main() {
  for (const target of [arrow, later, print]) print(new Thread({ target }).name)
}
