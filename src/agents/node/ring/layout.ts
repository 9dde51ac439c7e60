/**
 * The ring through which all that a thread says goes to the supervisor and on to the Lab.
 *
 *   thread (writes whole frames) ──▶ ring ──▶ supervisor (forwards slices as they are) ──▶ socket
 *
 * Who owns what: the thread moves WRITE, the supervisor moves CLAIM (handed to the socket) and READ (the
 * socket is done with it). What lies between READ and WRITE has not left yet; a thread that finds no room
 * sleeps on FREED until the socket has taken some: that is the back-pressure, end to end.
 *
 * A frame never straddles the end: data stop at WRAP and go on at 0. Text is appended to the last frame as
 * long as nobody has claimed it; LOCK keeps the two sides from meeting there.
 */
export const RING_BYTES = 256 * 1024
export const RING_HEADER_BYTES = 64

/** Cells of the header. */
export const RING = {
  read: 0,
  write: 1,
  wrap: 2,
  claim: 3,
  lock: 4,
  /** Counts up whenever room was made. */
  freed: 5,
  /** 1 while the writer sleeps for want of room. */
  starved: 6,
  /** The system's id of the writing thread; 0: not known yet. */
  thread: 7,
} as const

export const createRing = (): SharedArrayBuffer => new SharedArrayBuffer(RING_HEADER_BYTES + RING_BYTES)
