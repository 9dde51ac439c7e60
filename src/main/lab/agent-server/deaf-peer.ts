import type { Socket } from 'node:net'

/**
 * Lets writing fail silently. A process that has just died cannot be written to any more (EPIPE), and Node
 * would then destroy the socket at once, with all that the process said last still unread in it: lines it
 * printed would be lost. The end of the connection is learnt by reading, after the last byte.
 */
export function keepReadingWhenDeaf(socket: Socket): void {
  const write = socket._write.bind(socket)
  socket._write = (chunk, encoding, done) => write(chunk, encoding, () => done())
  const writev = socket._writev?.bind(socket)
  if (writev) socket._writev = (chunks, done) => writev(chunks, () => done())
}
