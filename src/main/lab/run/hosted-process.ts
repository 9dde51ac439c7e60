/**
 * A process that the Lab itself has spawned: the first one of a run, or a spare. It has a session and a
 * process group of its own (all its descendants are in it unless they leave), no input, and pipes for what
 * is written past the agent.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { Readable } from 'node:stream'
import { ADDRESS_VARIABLE, type AgentAddress } from '../../../contract/frames'
import { SpindleError } from '../../../contract/errors'
import { MARK_VARIABLE } from '../ending/process-table'
import type { Launch } from '../languages/language'

export interface ExitStatus {
  readonly exitCode: number | null
  readonly signal: string | null
}

export class HostedProcess {
  readonly #child: ChildProcess
  /** Settled when it has ended; rejects never. */
  readonly exited: Promise<ExitStatus>
  #status: ExitStatus | null = null

  /** What everything that it starts inherits, see MARK_VARIABLE. */
  readonly mark: string

  private constructor(child: ChildProcess, mark: string) {
    this.#child = child
    this.mark = mark
    this.exited = new Promise((resolve) => {
      child.once('exit', (exitCode, signal) => {
        this.#status = { exitCode, signal }
        resolve(this.#status)
      })
    })
  }

  /** Rejects with `cannot-start-process` { why }. */
  static spawn(
    launch: Launch,
    env: Readonly<Record<string, string>>,
    address: AgentAddress,
  ): Promise<HostedProcess> {
    return new Promise((resolve, reject) => {
      const failed = (error: unknown): void => {
        const why = (error as NodeJS.ErrnoException).code ?? String(error)
        const facts = { why, command: launch.command }
        reject(new SpindleError('cannot-start-process', facts, `${launch.command}: ${why}`, { cause: error }))
      }
      const mark = `${process.pid}.${randomBytes(8).toString('hex')}`
      try {
        const child = spawn(launch.command, [...launch.args], {
          cwd: launch.cwd,
          env: { ...env, ...launch.env, [MARK_VARIABLE]: mark, [ADDRESS_VARIABLE]: JSON.stringify(address) },
          // Windows: a console of its own would pop up as a window.
          detached: process.platform !== 'win32',
          windowsHide: true,
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        // Unattended they are not read, so nothing is lost between the spawn and the first listener.
        const hosted = new HostedProcess(child, mark)
        child.once('error', failed)
        child.once('spawn', () => {
          child.removeListener('error', failed)
          child.on('error', () => undefined) // of a kill that came too late
          resolve(hosted)
        })
      } catch (error) {
        failed(error)
      }
    })
  }

  get pid(): number {
    // A child that was spawned has one; see spawn().
    return this.#child.pid ?? 0
  }

  /** Its exit status once it has ended. */
  get status(): ExitStatus | null {
    return this.#status
  }

  /** Ends it at once with its whole group. As long as it is our child its group is surely its own. */
  kill(): void {
    this.#child.kill('SIGKILL')
  }

  /** Does not keep the host alive any longer. */
  unref(): void {
    this.#child.unref()
    for (const pipe of this.#pipes()) (pipe as Readable & { unref?: () => void }).unref?.()
  }

  /** What it (and whoever inherited its descriptors) writes past the agent. `onEnd`: all copies are closed. */
  readRaw(onBytes: (fd: 1 | 2, bytes: Buffer) => void, onEnd: () => void): void {
    let open = 2
    const ended = (): void => {
      open -= 1
      if (open === 0) onEnd()
    }
    for (const [fd, pipe] of [[1, this.#child.stdout] as const, [2, this.#child.stderr] as const]) {
      pipe?.on('data', (bytes: Buffer) => onBytes(fd, bytes))
      pipe?.once('close', ended)
      pipe?.on('error', () => undefined) // close follows
    }
  }

  pauseRaw(): void {
    for (const pipe of this.#pipes()) pipe.pause()
  }

  resumeRaw(): void {
    for (const pipe of this.#pipes()) pipe.resume()
  }

  /** Reads no further: somebody who left the group still holds the descriptors. */
  dropRaw(): void {
    for (const pipe of this.#pipes()) pipe.destroy()
  }

  #pipes(): Readable[] {
    return [this.#child.stdout, this.#child.stderr].filter((pipe) => pipe !== null)
  }
}
