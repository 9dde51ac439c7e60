import { argv, exit } from 'spindle/builtins'

const codes: Record<string, unknown> = {
  none: null,
  true: true,
  message: 'msg',
  256: 256,
  'minus one': -1,
  fraction: 3.5,
}

export function main() {
  const [which = ''] = argv
  if (which === 'nothing') exit()
  exit(codes[which])
}
