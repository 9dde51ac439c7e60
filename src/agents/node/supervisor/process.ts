/** One process of a program, seen from its supervisor: puts the parts together. */
import type { Socket } from 'node:net'
import { FRAME, PROTOCOL_VERSION, type AgentAddress, type AgentCommand } from '../../../contract/frames'
import type { FromThread, ProcessFacts } from '../messages'
import { Arena } from '../memory/arena'
import { KIND, PHASE, UNIT, UNIT_CELLS } from '../memory/layout'
import { connectToLab, type Welcome } from './connection'
import { Ending } from './ending'
import { Relay } from './relay'
import { Threads, type Thread } from './threads'

export interface SupervisorOptions {
  readonly workerPath: string
  readonly agentUrl: string
  readonly cache: string | null
  readonly spares: boolean
}

export class Supervisor {
  readonly #options: SupervisorOptions
  readonly #arena = Arena.create()
  readonly #relay = new Relay(this.#arena)
  readonly #threads: Threads
  #ending: Ending | null = null
  #facts: ProcessFacts | null = null

  constructor(options: SupervisorOptions) {
    this.#options = options
    this.#threads = new Threads({
      ...options,
      arena: this.#arena,
      relay: this.#relay,
      onMessage: (thread, message) => this.#message(thread, message),
      onGone: (thread, error) => {
        if (error && thread.number === 1) this.#ending?.mainEnded({ code: 1, signal: null, error })
        this.#ending?.look()
      },
    })
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
        onCommand: (unit, command) => this.#command(unit, command),
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
      nextToWaitFor: () => null,
      terminateDaemonicChildren: () => undefined,
      flushQueues: async () => undefined,
      leftBehind: () => [],
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
    const { cells } = this.#arena
    const record = this.#arena.allocCells(UNIT_CELLS)
    cells[record + UNIT.number] = 1
    cells[record + UNIT.kind] = KIND.thread
    cells[record + UNIT.phase] = PHASE.starting
    this.#arena.setText(record + UNIT.nameAt, 'MainThread')
    this.#relay.sendJson(FRAME.unit, 1, { kind: 'main', name: 'MainThread', state: 'starting' })
    this.#threads.run(record, 'main', facts, null)
  }

  #message(thread: Thread, message: FromThread): void {
    if (message.type === 'exit') this.#ending?.abruptly(message.code, null)
    else if (thread.number === 1) this.#ending?.mainEnded(message)
  }

  #command(_unit: number, _command: AgentCommand): void {}
}
