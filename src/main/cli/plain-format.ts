/** The program's output as it is: as if it ran without Spindle. */
import type { OutputPiece } from '../lab/output'
import type { Format } from './formats'
import type { Descriptor, Out } from './out'

/** Where a piece belongs; `null` for answered lines, which the terminal has shown while they were typed. */
export function descriptorOf({ stream, fd }: Pick<OutputPiece, 'stream' | 'fd'>): Descriptor | null {
  switch (stream) {
    case 'out':
      return 1
    case 'err':
      return 2
    case 'raw':
      return fd ?? 1
    case 'in':
      return null
  }
}

export function plainFormat(out: Out): Format {
  return {
    piece(piece) {
      const fd = descriptorOf(piece)
      return fd === null ? undefined : out.write(fd, piece.bytes)
    },
    batch: () => undefined,
    end: () => undefined,
  }
}
