/**
 * Where agents connect to: a Unix socket in the Lab's private folder, or on Windows a named pipe whose name
 * cannot be guessed. Whoever connects must know the secret of a run (256 random bits) to be anybody.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Clock } from '../clock'
import { AgentConnection } from './connection'
import { Handshake, type Claimant } from './handshake'

/** Peers that have not said who they are. More is an attack or a defect. */
const MAX_STRANGERS = 256

export class AgentServer {
  readonly path: string
  readonly #server: Server
  readonly #clock: Clock
  readonly #claimants = new Map<string, Claimant>()
  readonly #sockets = new Set<Socket>()
  readonly #strangers = new Set<Socket>()
  #accepted = 0

  constructor(folder: string, clock: Clock, onDefect: (error: unknown) => void = () => undefined) {
    this.#clock = clock
    this.path =
      process.platform === 'win32'
        ? `\\\\.\\pipe\\spindle-${randomBytes(16).toString('hex')}`
        : join(folder, 'agents')
    this.#server = createServer((socket) => this.#connected(socket))
    // Too many open files, say: whoever could not be taken in ends, and the Lab goes on.
    this.#server.on('error', onDefect)
  }

  /** How many connections have been taken in so far. */
  get accepted(): number {
    return this.#accepted
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(this.path, () => {
        this.#server.removeListener('error', reject)
        resolve()
      })
    })
  }

  /** Makes a secret for whoever takes the processes that know it. */
  admit(claimant: Claimant): string {
    const secret = randomBytes(32).toString('hex')
    this.#claimants.set(secret, claimant)
    return secret
  }

  /** Processes that know a secret belong to somebody else from now on (a spare that was given to a run). */
  readmit(secret: string, claimant: Claimant): void {
    this.#claimants.set(secret, claimant)
  }

  /** The secret is no longer good. */
  dismiss(secret: string): void {
    this.#claimants.delete(secret)
  }

  /** Ends all connections. */
  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  #connected(socket: Socket): void {
    this.#accepted += 1
    if (this.#strangers.size >= MAX_STRANGERS) return void socket.destroy()
    this.#sockets.add(socket)
    this.#strangers.add(socket)
    socket.once('close', () => {
      this.#sockets.delete(socket)
      this.#strangers.delete(socket)
    })
    const handshake = new Handshake(this.#clock, (secret) => {
      this.#strangers.delete(socket)
      return this.#claimants.get(secret)
    })
    handshake.begin(new AgentConnection(socket, this.#clock, handshake))
  }
}
