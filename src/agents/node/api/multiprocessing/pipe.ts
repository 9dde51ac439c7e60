/** Pipe and its two ends (semantics Q13–Q16). */
import { nameClasses } from '../names'
import type { BrokerError } from '../../../../contract/broker'
import { callBroker } from '../../thread/broker'
import type { CallSite } from '../../thread/call-site'
import { registerCarrier } from '../../thread/carry'
import { sourceOf } from '../../thread/modules'
import { BrokenPipeError, EOFError, OSError, RuntimeError } from '../errors'
import { checkSeconds } from '../timeout'
import {
  SHARED,
  check,
  makeBrokered,
  setShared,
  showByLabel,
  timeoutNs,
  waitingOn,
  type Brokered,
} from './brokered'
import { packItem, unpackItem } from './queue'

interface End extends Brokered {
  readonly readable: boolean
  readonly writable: boolean
}

interface Ends {
  readonly label: string
  readonly ends: readonly [End, End]
}

const CLOSED = Symbol('spindle.closed')

const errors: Partial<Record<BrokerError, () => Error>> = {
  closed: () => new OSError('handle is closed'),
  eof: () => new EOFError(''),
  broken: () => new BrokenPipeError('[Errno 32] Broken pipe'),
}

export class Connection {
  declare readonly [SHARED]: End;
  declare [CLOSED]: boolean

  get closed(): boolean {
    return this[CLOSED]
  }

  get readable(): boolean {
    return this[SHARED].readable
  }

  get writable(): boolean {
    return this[SHARED].writable
  }

  send(value: unknown): void {
    checkOpen(this)
    if (!this.writable) throw new OSError('connection is read-only')
    const { object } = this[SHARED]
    const waiting = waitingOn('pipe', this[SHARED], null, 'put')
    check(callBroker({ op: 'put', object, timeoutNs: null }, waiting, packItem(value)), errors)
  }

  recv(): unknown {
    checkReadable(this)
    const { object } = this[SHARED]
    const waiting = waitingOn('pipe', this[SHARED], null, 'get')
    return unpackItem(check(callBroker({ op: 'get', object, timeoutNs: null }, waiting), errors).bytes)
  }

  poll(timeout: number | null = 0): boolean {
    checkReadable(this)
    const limit = checkSeconds(timeout)
    const { object } = this[SHARED]
    const call = { op: 'poll', object, timeoutNs: timeoutNs(limit) } as const
    return (
      check(callBroker(call, waitingOn('pipe', this[SHARED], limit, 'get')), errors).json['ready'] === true
    )
  }

  close(): void {
    if (this[CLOSED]) return
    this[CLOSED] = true
    callBroker({ op: 'close', object: this[SHARED].object })
  }
}

function checkOpen(connection: Connection): void {
  if (connection.closed) throw new OSError('handle is closed')
}

function checkReadable(connection: Connection): void {
  checkOpen(connection)
  if (!connection.readable) throw new OSError('connection is write-only')
}

function connect(end: End): Connection {
  const connection = Object.create(Connection.prototype) as Connection
  setShared(connection, end)
  Object.defineProperty(connection, CLOSED, { value: false, writable: true, enumerable: false })
  return connection
}

/** Stands for both ends while they are made. */
class PipePair {
  declare readonly [SHARED]: Ends
}

export function Pipe(duplex = true): [Connection, Connection] {
  const pair = new PipePair()
  makeBrokered(pair, 'Pipe', (label, site): Ends => {
    const { json } = callBroker({ op: 'create', kind: 'pipe', duplex, label })
    const [a = label, b = label] = site ? variablesAt(site) : []
    const first = { object: String(json['object']), label: a, readable: true, writable: duplex }
    const second = { object: String(json['peer']), label: b, readable: duplex, writable: true }
    return { label, ends: [first, second] }
  })
  const [first, second] = pair[SHARED].ends
  return [connect(first), connect(second)]
}

/** `left` and `right` of `const [left, right] = Pipe()`. */
function variablesAt({ url, line, column }: CallSite): readonly string[] {
  const before =
    sourceOf(url)
      ?.split('\n')
      [line - 1]?.slice(0, column - 1) ?? ''
  return /\[\s*([\w$]+)\s*,\s*([\w$]+)\s*\]\s*(?::[^=]*)?=\s*$/.exec(before)?.slice(1) ?? []
}

/** Pipe ends that were packed for a child process, which must be told to the broker before the child starts. */
let packed: string[] = []

/** Names of the pipe ends that `body` packs. */
export function collectPipeEnds<T>(body: () => T): { readonly result: T; readonly ends: readonly string[] } {
  packed = []
  const result = body()
  return { result, ends: packed }
}

showByLabel(Connection.prototype)
registerCarrier(
  {
    kind: 'multiprocessing.Connection',
    pack(value, trip) {
      const connection = value as Connection
      if (trip === 'process-queue') {
        throw new RuntimeError(
          'Connection objects should only be shared between processes through inheritance: pass it in args of the Process',
        )
      }
      checkOpen(connection)
      if (trip === 'process') packed.push(connection[SHARED].object)
      return connection[SHARED]
    },
    unpack: (data) => connect(data as End),
  },
  Connection.prototype,
)
nameClasses({ Connection })
