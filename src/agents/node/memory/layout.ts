/** Where things stand in the arena's cells. Offsets are in cells of 4 bytes. */

/** Most threads that can be alive in one process at the same time. */
export const LIVE_MAX = 4096

export const HEADER = {
  /** 0: the supervisor sleeps and must be woken; 1: it is looking already. */
  bell: 1,
  allocMutex: 2,
  cellTop: 3,
  heapTop: 4,
  /** Next unit number of this process. */
  nextUnit: 5,
  /** Numbers in default names: Thread-N, Process-N. */
  threadNames: 6,
  processNames: 7,
  /** Order in which threads were started. */
  starts: 8,
  /** Names of locks, queues … on the wire. */
  objects: 9,
  /** Upper bits of call ids. */
  calls: 10,
  /** Guards names, and the registry of objects that were made at the top level of a module. */
  textMutex: 11,
  /** A double: cells 12 and 13. */
  speed: 12,
  /** Guards the lines in which threads wait for conditions and barriers. */
  listMutex: 16,
  /** First entry of that registry. */
  registry: 14,
  /** 1 once the input of the process is at its end. */
  inputEnded: 15,
  /** What the program has decided about a signal; see HANDLING. */
  sigint: 17,
  sigterm: 18,
  /** 1 once something was put into a queue between processes: it must be in reach of readers before the exit. */
  queued: 19,
  /** Heads of free lists, by order. */
  cellLists: 32,
  heapLists: 64,
} as const

export const HEADER_CELLS = 128
/** Table of live threads: the record of each, 0 where there is none. */
export const LIVE_TABLE = HEADER_CELLS
/** Records of units by their number. Units beyond its end cannot be started and joined by a person. */
export const UNIT_TABLE = LIVE_TABLE + LIVE_MAX
export const UNIT_TABLE_CELLS = 65_536
export const FIRST_FREE_CELL = UNIT_TABLE + UNIT_TABLE_CELLS

/** Something that threads wait for: they sleep on `seq`, which changes with every news. */
export const BELL = { seq: 0, waiters: 1 } as const
export const BELL_CELLS = 2

/** The record of a thread or of a child process; the first cells are the same for both. */
export const UNIT = {
  phase: 0,
  /** Process-local number of the unit, as on the wire. */
  number: 1,
  kind: 2,
  daemon: 3,
  /** Name in the heap. */
  nameAt: 4,
  nameLength: 5,
  /** Bell (2 cells): rung when the unit's phase changes. */
  news: 6,
  joined: 8,
  /** Number of the unit that made it. */
  creator: 9,
  startOrder: 10,
  /** 1: the system had no room for it; start() raises. */
  startFailed: 11,

  ident: 12,
  nativeId: 13,
  /** Bell (2 cells) that the thread sleeps on when it waits for nothing that others share. */
  own: 14,
  /** The bell this thread waits on now; 0: none. Whoever has mail for the thread rings it. */
  waitsOn: 16,
  /** Bits of MAIL. */
  mail: 17,
  /** Set before the thread is terminated; see critical.ts. */
  doomed: 18,
  critical: 19,
  /** Place in the table of live threads. */
  liveIndex: 20,
  /** Box of answers to the thread's calls to the broker, the latest first; see ANSWER. */
  answers: 21,
  /** Line of input for the thread: 0 none yet, 1 there is one, 2 end of the input. */
  inputState: 24,
  inputAt: 25,
  inputLength: 26,

  pid: 28,
  /** Exit code as Python tells it; valid when the phase is `ended`. */
  exitCode: 29,
  closed: 30,
  /** 1: the program has asked for its end by terminate(), 2: by kill(). */
  asked: 31,
} as const
export const UNIT_CELLS = 32
/** An answer in a thread's box: the one before it, and its place in the heap. */
export const ANSWER = { next: 0, at: 1, length: 2 } as const
export const ANSWER_CELLS = 3
/** Call ids: the low bits are the caller's place in the table of live threads, so an answer finds its way. */
export const CALL_INDEX_BITS = 12

export const PHASE = { new: 0, starting: 1, running: 2, ended: 3 } as const
export const KIND = { thread: 1, process: 2 } as const

/** Why a thread's attention is wanted. */
export const MAIL = {
  /** A message lies in the thread's port. */
  message: 1,
  /** Ctrl-C: KeyboardInterrupt (main thread only). */
  interrupt: 2,
} as const

/** What becomes of a signal: what the language does with it, nothing, or a function of the program. */
export const HANDLING = { default: 0, ignore: 1, call: 2 } as const
