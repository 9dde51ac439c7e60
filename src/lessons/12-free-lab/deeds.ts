/**
 * What the person did in a Free lab, step by step, found out from the run itself: the lines MainThread was
 * given, and what was done with the buttons of a unit's row. Steps that the language refused are left out,
 * so that what remains is a program that runs.
 */
import type { LogLine } from '../../contract/log'
import type { Ns } from '../../contract/time'
import type { Step, Unit } from '../../contract/unit'
import { readLine, type Kind, type LabCommand } from './command-line'
import { taskOf } from './tasks'

export interface Deed {
  readonly at: Ns
  /** When MainThread could go on: later than `at` for a join that had to wait, `null` while it waits. */
  readonly until: Ns | null
  readonly command: NamedCommand
}

/** A command in which a unit to be made has its name. */
export type NamedCommand =
  | Exclude<LabCommand, { verb: 'create' }>
  | (Extract<LabCommand, { verb: 'create' }> & { readonly name: string })
  /** A TypeScript thread that was ended from outside: no line of a program can do that. */
  | { readonly verb: 'end-thread'; readonly name: string }

export interface LabFacts {
  readonly units: readonly Unit[]
  readonly main: Unit | null
  readonly mainSteps: readonly Step[]
  /** Lines that MainThread was given, oldest first. */
  readonly given: readonly LogLine[]
}

interface Told {
  readonly at: Ns
  readonly command: LabCommand | { readonly verb: 'end-thread'; readonly name: string }
}

/** Everything that was done, in order, without what was refused. */
export function deedsOf(facts: LabFacts): readonly Deed[] {
  const lines = facts.given.flatMap(({ at, text }): Told[] => {
    const command = readLine(text.trim())
    return command ? [{ at, command }] : []
  })
  const told = [...lines, ...byButtons(facts, lines)].sort((one, other) => one.at - other.at)
  const stage = new Stage()
  return told.flatMap(({ at, command }) => {
    const done = stage.take(command)
    return done ? [{ at, until: untilOf(facts, at, done), command: done }] : []
  })
}

/** What the units tell of, and no line does. */
function byButtons({ units, main, mainSteps }: LabFacts, lines: readonly Told[]): Told[] {
  const made = units.filter(({ kind, parent, helper }) => kind !== 'main' && parent !== null && !helper)
  const told: Told[] = []
  for (const { name, kind, startedAt, startedBy, end, daemon, createdAt } of made) {
    if (startedAt !== null && startedBy === 'person') {
      told.push({ at: startedAt, command: { verb: 'start', name } })
    }
    if (end?.askedBy === 'person' && end.state === 'terminated') {
      if (kind === 'thread') told.push({ at: end.at, command: { verb: 'end-thread', name } })
      else told.push({ at: end.at, command: { verb: end.signal === 'SIGKILL' ? 'kill' : 'terminate', name } })
    }
    const last = lines.findLast(
      ({ command }) => (command.verb === 'create' || command.verb === 'daemon') && command.name === name,
    )?.command
    const toldDaemon = last?.verb === 'create' ? last.daemon : last?.verb === 'daemon' ? last.on : daemon
    if (toldDaemon !== daemon) {
      // When it was turned over is not known; it was before the start.
      told.push({ at: (startedAt ?? createdAt) - 1, command: { verb: 'daemon', name, on: daemon } })
    }
  }
  for (const [index, step] of mainSteps.entries()) {
    const target = step.state === 'join' ? made.find(({ id }) => id === step.wait?.unit) : undefined
    if (!target || !main) continue
    const before = mainSteps[index - 1]?.at ?? 0
    const line = lines.findLast(({ at }) => at <= step.at && at >= before - 1)?.command
    const own = line?.verb === 'join' && line.name === target.name
    if (!own) told.push({ at: step.at, command: { verb: 'join', name: target.name, seconds: null } })
  }
  return told
}

/** When MainThread was free again after a deed. */
function untilOf({ main, mainSteps }: LabFacts, at: Ns, { verb }: NamedCommand): Ns | null {
  if (verb !== 'join') return at
  const index = mainSteps.findIndex((step) => step.state === 'join' && step.at >= at)
  const step = mainSteps[index]
  const next = mainSteps[index + 1]
  // A join of a unit that had ended left no step: main went on at once.
  if (!step || mainSteps.some(({ at: other, state }) => state === 'input' && other > at && other < step.at)) {
    return at
  }
  return next?.at ?? main?.end?.at ?? null
}

/** The rules of the languages, as far as they decide whether a step was taken. */
class Stage {
  readonly #units = new Map<string, { readonly kind: Kind; started: boolean }>()
  #over = false

  /** The command with its names, or `null` when it was refused. */
  take(command: Told['command']): NamedCommand | null {
    if (this.#over) return null
    if (command.verb === 'end') {
      this.#over = true
      return command
    }
    if (command.verb === 'create') {
      const name = command.name ?? this.#freeName(command.task)
      if (!taskOf(command.task) || this.#units.has(name)) return null
      this.#units.set(name, { kind: command.kind, started: false })
      return { ...command, name }
    }
    const unit = this.#units.get(command.name)
    if (!unit) return null
    switch (command.verb) {
      case 'start':
        if (unit.started) return null
        unit.started = true
        return command
      case 'daemon':
        return unit.started ? null : command
      case 'terminate':
      case 'kill':
        return unit.started && unit.kind === 'process' ? command : null
      case 'join':
      case 'end-thread':
        return unit.started ? command : null
      case 'alive':
        return command
    }
  }

  #freeName(task: string): string {
    for (let number = 1; ; number++) {
      const name = number === 1 ? task : `${task}-${number}`
      if (!this.#units.has(name)) return name
    }
  }
}
