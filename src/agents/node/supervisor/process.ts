/** One process of a program, seen from its supervisor: puts the parts together. */
import type { Socket } from 'node:net'
import { FRAME, PROTOCOL_VERSION, packCall, type AgentAddress } from '../../../contract/frames'
import type { ProgramError } from '../../../contract/unit'
import { now } from '../clock'
import type { FromThread, Job, ProcessFacts } from '../messages'
import { Arena } from '../memory/arena'
import { HEADER, KIND, PHASE, UNIT } from '../memory/layout'
import { ring } from '../memory/bell'
import { enlist, isAlive, liveThreads, makeUnit, markEnded } from '../memory/units'
import { OWN_CALL_ID, UNHEARD_CALL_ID, deliverAnswer } from './answers'
import { Children, type Entry, type ToParent } from './children'
import { answer, obey, type CommandParts } from './commands'
import { connectToLab, type Welcome } from './connection'
import { Ending, type Awaited } from './ending'
import type { Booting, HostOptions } from './host'
import { Input } from './input'
import { Relay } from './relay'
import { startSampling } from './sampling'
import type { Settings } from './settings'
import { handleSignals, interrupt, type SignalParts } from './signals'
import { Threads, type Thread } from './threads'

export interface SupervisorOptions {
  readonly settings: Settings
  readonly host: HostOptions
  /** The Worker that boots already. */
  readonly first: Booting
  readonly supervisorPath: string
  /** Puts the compiled code of the supervisor into the cache. */
  keepCode(): void
}

const MAIN_NAME = 'MainThread'

export class Supervisor {
  readonly #arena: Arena
  readonly #relay: Relay
  readonly #input: Input
  readonly #threads: Threads
  readonly #children: Children
  readonly #signals: SignalParts
  readonly #options: SupervisorOptions
  #ending: Ending | null = null
  #address: AgentAddress | null = null
  #facts: ProcessFacts | null = null
  #flushed: (() => void) | null = null
  #interruptedEarly = false

  constructor(options: SupervisorOptions) {
    const { host, first, supervisorPath, settings } = options
    this.#options = options
    this.#arena = Arena.create(host.memory)
    this.#relay = new Relay(this.#arena)
    this.#input = new Input(this.#arena)
    this.#threads = new Threads({
      host,
      first,
      arena: this.#arena,
      relay: this.#relay,
      onMessage: (thread, message) => this.#message(thread, message),
      onGone: (thread, error) => this.#gone(thread, error),
    })
    this.#children = new Children({
      settings,
      supervisorPath,
      arena: this.#arena,
      relay: this.#relay,
      address: () => known(this.#address),
      facts: () => known(this.#facts),
      onGone: () => this.#ending?.look(),
    })
    this.#signals = {
      arena: this.#arena,
      threads: this.#threads,
      ending: () => this.#ending,
      // A spare in the foreground group of a terminal hears Ctrl-C as well; it is none of its business.
      early: () => (this.#interruptedEarly = !settings.isSpare),
      endMain: (main) => this.#threads.terminate(main, 'interrupt'),
    }
    handleSignals(this.#signals)
  }

  /** The program's first process: what to run comes with the Lab's welcome, perhaps much later. */
  runProgram(address: AgentAddress): void {
    const socket = this.#connect(address, (welcome) => {
      const { program, scratch } = welcome
      if (!program) throw new Error('welcome without a program')
      if (program.env) Object.assign(process.env, program.env)
      process.chdir(program.cwd)
      const { path, args } = program
      const { key } = address
      const first = { name: 'MainProcess', daemon: false, identity: [], parent: null, inherited: {} }
      const at = now()
      this.#run({ path, args, scratch, key, ...first }, null)
      this.#follow(socket, at)
    })
  }

  /**
   * A child process: what to run has come from its parent, so it runs at once. What it says waits in its rings
   * until the Lab has said welcome.
   */
  runChild({ address, process: facts, job, speed }: Entry): void {
    this.#arena.speed = speed
    const at = now()
    this.#run(facts, job)
    this.#follow(
      this.#connect(address, () => undefined),
      at,
    )
  }

  #connect(address: AgentAddress, onWelcome: (welcome: Welcome) => void): Socket {
    this.#address = address
    const facts = { node: process.versions.node, v8: process.versions.v8, platform: process.platform }
    const socket: Socket = connectToLab(address, facts, {
      onWelcome: (welcome) => {
        if (welcome.protocol !== PROTOCOL_VERSION) process.exit(1)
        this.#arena.speed = welcome.speed
        onWelcome(welcome)
        startSampling(welcome.sampleMs, this.#threads, this.#relay)
        this.#relay.open()
      },
      onCommand: (unit, command) => obey(this.#commandParts(), unit, command),
      onAnswer: (payload) => deliverAnswer(this.#arena, payload, () => this.#flushed?.()),
      onEnd: () => {
        // The Lab is gone: nobody of its runs may outlive it.
        if (!this.#ending?.isLeaving) process.kill(process.pid, 'SIGKILL')
      },
    })
    this.#relay.connect(socket)
    return socket
  }

  #commandParts(): CommandParts {
    return {
      arena: this.#arena,
      relay: this.#relay,
      threads: this.#threads,
      input: this.#input,
      interrupt: () => interrupt(this.#signals),
    }
  }

  /** Sends the main thread off. */
  #run(facts: ProcessFacts, job: Job | null): void {
    this.#facts = facts
    const main = { kind: KIND.thread, number: 1, name: MAIN_NAME, daemon: false, creator: 1 }
    const record = makeUnit(this.#arena, main)
    this.#arena.cells[record + UNIT.phase] = PHASE.starting
    enlist(this.#arena, record)
    this.#threads.run(record, 'main', facts, job)
  }

  /** The main thread is on its way: from here on it is told what becomes of it. In the same turn as `#run`. */
  #follow(socket: Socket, at: number): void {
    this.#relay.first(FRAME.unit, 1, { kind: 'main', name: MAIN_NAME, state: 'starting' }, at)
    this.#ending = new Ending({
      relay: this.#relay,
      socket,
      isChild: this.#facts?.parent !== null,
      nextThread: () => this.#nextThread(),
      nextChild: () => this.#children.next(),
      flushQueues: () => this.#flushQueues(),
      leftBehind: () => this.#others().map((record) => this.#arena.cells[record + UNIT.number] as number),
      // The parent knows our exit code even if it has to kill us in the end.
      onBye: (code) => {
        this.#tellParent({ bye: code })
        this.#options.keepCode()
      },
    })
    if (this.#interruptedEarly) interrupt(this.#signals)
  }

  /** An orphan has nobody to tell; a parent that dies meanwhile cannot be told. */
  #tellParent(message: ToParent): void {
    if (process.connected) process.send?.(message, () => undefined)
  }

  /** What this process has put into queues must be in reach of readers before it exits (semantics Q10). */
  #flushQueues(): Promise<void> {
    if (this.#arena.cells[HEADER.queued] === 0) return Promise.resolve()
    this.#relay.send(FRAME.call, 1, packCall({ id: OWN_CALL_ID, op: 'flush' }))
    return new Promise((done) => (this.#flushed = done))
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
      case 'startProcess':
        return this.#children.start(message.record, message.child, message.job)
      case 'frame':
        return this.#relay.send(message.frame, thread.number, message.payload)
      case 'input':
        return this.#input.ask(thread.record)
      case 'inputCancelled':
        return this.#input.cancel(thread.record)
      case 'reply': {
        const { id, ok, why = '' } = message
        return answer(this.#relay, id, ok ? { ok } : { ok, why })
      }
      case 'uses':
        return this.#keepReady(message.module)
      case 'text':
        return this.#threads.shareText(message.text)
      case 'begun':
        if (thread.number === 1) this.#tellParent({ begun: true })
        else this.#keepReady('threading')
    }
  }

  /** The program uses threads or processes: the next start should not have to wait for a boot. */
  #keepReady(module: string): void {
    if (!this.#options.settings.spares) return
    if (module === 'threading') this.#threads.prepareSpare()
    else this.#children.prepareSpare()
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
      this.#giveUpCalls(number)
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

  /** A thread that was ended waits for nothing any more: no lock must be given to it. */
  #giveUpCalls(number: number): void {
    if (this.#arena.cells[HEADER.calls] === 0) return
    this.#relay.send(FRAME.call, number, packCall({ id: UNHEARD_CALL_ID, op: 'cancel' }))
  }
}

function known<T>(value: T | null): T {
  if (value === null) throw new Error('the process has no order yet')
  return value
}
