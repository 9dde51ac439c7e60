/** One process of a program, seen from its supervisor: puts the parts together. */
import type { Socket } from 'node:net'
import { FRAME, PROTOCOL_VERSION, type AgentAddress } from '../../../contract/frames'
import type { ProgramError } from '../../../contract/unit'
import type { FromThread, ProcessFacts } from '../messages'
import { Arena } from '../memory/arena'
import { KIND, PHASE, UNIT } from '../memory/layout'
import { ring } from '../memory/bell'
import { enlist, isAlive, liveThreads, makeUnit, markEnded } from '../memory/units'
import { answer, obey } from './commands'
import { connectToLab, type Welcome } from './connection'
import { Ending, type Awaited } from './ending'
import { Input } from './input'
import { Relay } from './relay'
import { handleSignals, interrupt, type SignalParts } from './signals'
import { Threads, type Thread } from './threads'

export interface SupervisorOptions {
  readonly workerPath: string
  readonly agentUrl: string
  readonly cache: string | null
  readonly spares: boolean
}

export class Supervisor {
  readonly #arena = Arena.create()
  readonly #relay = new Relay(this.#arena)
  readonly #input = new Input(this.#arena)
  readonly #threads: Threads
  readonly #signals: SignalParts
  #ending: Ending | null = null
  #facts: ProcessFacts | null = null

  constructor(options: SupervisorOptions) {
    this.#threads = new Threads({
      ...options,
      arena: this.#arena,
      relay: this.#relay,
      onMessage: (thread, message) => this.#message(thread, message),
      onGone: (thread, error) => this.#gone(thread, error),
    })
    this.#signals = {
      arena: this.#arena,
      threads: this.#threads,
      ending: () => this.#ending,
      endMain: (main) => this.#threads.terminate(main, 'interrupt'),
    }
    handleSignals(this.#signals)
    // Boots while we connect: it is needed in any case.
    this.#threads.prepareSpare()
  }

  connect(address: AgentAddress): void {
    const facts = { node: process.versions.node, v8: process.versions.v8, platform: process.platform }
    const socket: Socket = connectToLab(
      address,
      { facts },
      {
        onWelcome: (welcome) => this.#welcome(welcome, socket),
        onCommand: (unit, command) =>
          obey(
            {
              arena: this.#arena,
              relay: this.#relay,
              threads: this.#threads,
              input: this.#input,
              interrupt: () => interrupt(this.#signals),
            },
            unit,
            command,
          ),
        onAnswer: () => undefined,
        onEnd: () => {
          // The Lab is gone: nobody of its runs may outlive it.
          if (!this.#ending?.isLeaving) process.kill(process.pid, 'SIGKILL')
        },
      },
    )
  }

  #welcome(welcome: Welcome, socket: Socket): void {
    if (welcome.protocol !== PROTOCOL_VERSION) process.exit(1)
    this.#relay.connect(socket)
    this.#arena.speed = welcome.speed
    const { program } = welcome
    if (!program) throw new Error('welcome without a program')
    if (program.env) Object.assign(process.env, program.env)
    process.chdir(program.cwd)
    this.#ending = new Ending({
      relay: this.#relay,
      socket,
      nextThread: () => this.#nextThread(),
      nextChild: () => null,
      flushQueues: async () => undefined,
      leftBehind: () => this.#others().map((record) => this.#arena.cells[record + UNIT.number] as number),
      onBye: () => undefined,
    })
    this.#facts = {
      path: program.path,
      args: program.args,
      scratch: welcome.scratch,
      name: 'MainProcess',
      daemon: false,
      identity: [],
      parent: null,
      inherited: {},
    }
    this.#startMain(this.#facts)
  }

  #startMain(facts: ProcessFacts): void {
    const main = { kind: KIND.thread, number: 1, name: 'MainThread', daemon: false, creator: 1 }
    const record = makeUnit(this.#arena, main)
    this.#arena.cells[record + UNIT.phase] = PHASE.starting
    enlist(this.#arena, record)
    this.#relay.sendJson(FRAME.unit, 1, { kind: 'main', name: main.name, state: 'starting' })
    this.#threads.run(record, 'main', facts, null)
  }

  /** Threads other than the main thread that are alive. */
  #others(): number[] {
    const { cells } = this.#arena
    return liveThreads(this.#arena).filter(
      (record) => cells[record + UNIT.number] !== 1 && isAlive(this.#arena, record),
    )
  }

  #nextThread(): Awaited | null {
    const { cells } = this.#arena
    const record = this.#others().find((other) => cells[other + UNIT.daemon] === 0)
    if (record === undefined) return null
    return { unit: cells[record + UNIT.number] as number, label: this.#arena.text(record + UNIT.nameAt) }
  }

  #message(thread: Thread, message: FromThread): void {
    switch (message.type) {
      case 'exit':
        return this.#ending?.abruptly(message.code, null)
      case 'over':
        if (thread.number === 1) this.#ending?.mainEnded(message)
        else this.#ending?.look()
        return
      case 'startThread':
        return this.#startThread(message.record, message.job)
      case 'input':
        return this.#input.ask(thread.record)
      case 'inputCancelled':
        return this.#input.cancel(thread.record)
      case 'reply': {
        const { id, ok, why = '' } = message
        return answer(this.#relay, id, ok ? { ok } : { ok, why })
      }
      case 'uses':
        return
    }
  }

  #startThread(record: number, job: Extract<FromThread, { type: 'startThread' }>['job']): void {
    if (!this.#facts) return
    // What its starter has said so far, that it exists and that it starts, goes before all that it will say.
    this.#relay.drain()
    try {
      this.#threads.run(record, 'thread', this.#facts, job)
    } catch {
      const { cells } = this.#arena
      Atomics.store(cells, record + UNIT.startFailed, 1)
      ring(cells, record + UNIT.news)
    }
  }

  /** A Worker has ended; if its thread could not say how, it is said here. */
  #gone(thread: Thread, error: ProgramError | null): void {
    const { number, record } = thread
    this.#input.cancel(record)
    if (isAlive(this.#arena, record)) {
      if (error) this.#reportFor(thread, error)
      if (thread.terminatedBy === 'interrupt') {
        // Ctrl-C that a main thread did not hear in its own computing.
        const unheard = { type: 'KeyboardInterrupt', message: '' }
        this.#reportFor(thread, unheard)
        markEnded(this.#arena, record)
        return this.#ending?.mainEnded({ code: 1, signal: 'SIGINT', error: unheard })
      }
      if (number !== 1) {
        const end = error ? { state: 'failed', error } : { state: 'terminated', by: 'person' }
        this.#relay.sendJson(FRAME.end, number, end)
      }
      markEnded(this.#arena, record)
      if (number === 1) return this.#ending?.mainEnded({ code: 1, signal: null, error })
    }
    this.#ending?.look()
  }

  /** On stderr, as the thread itself would have done it. */
  #reportFor({ number, record }: Thread, { type, message }: ProgramError): void {
    const head = number === 1 ? '' : `Exception in thread ${this.#arena.text(record + UNIT.nameAt)}:\n`
    this.#relay.send(
      FRAME.err,
      number,
      Buffer.from(`${head}${type}${message === '' ? '' : `: ${message}`}\n`),
    )
  }
}
