/**
 * The lines that the Free lab's programs read, one command each: written for the buttons, and read back from
 * the log, where they stand as what the MainThread was told. The grammar is the one in the head of the
 * programs (src/lessons/12-free-lab); both languages read it alike.
 */

export type Kind = 'thread' | 'process'

export type LabCommand =
  | {
      readonly verb: 'create'
      readonly kind: Kind
      readonly task: string
      /** `null`: the program picks a free name. */
      readonly name: string | null
      readonly daemon: boolean
      /** `null`: the task's own. */
      readonly argument: string | number | null
    }
  | { readonly verb: 'start' | 'terminate' | 'kill' | 'alive'; readonly name: string }
  | { readonly verb: 'join'; readonly name: string; readonly seconds: number | null }
  | { readonly verb: 'daemon'; readonly name: string; readonly on: boolean }
  | { readonly verb: 'end' }

/** A word that stands for itself, or a JSON string where it could be read otherwise. */
function word(text: string): string {
  return /^[^\s"=]+$/.test(text) ? text : JSON.stringify(text)
}

/** The line for a command, without its end. */
export function lineOf(command: LabCommand): string {
  switch (command.verb) {
    case 'create':
      return [
        command.kind,
        command.task,
        ...(command.name === null ? [] : [`name=${word(command.name)}`]),
        ...(command.daemon ? ['daemon'] : []),
        ...(command.argument === null ? [] : [`arg=${word(String(command.argument))}`]),
      ].join(' ')
    case 'join':
      return ['join', word(command.name), ...(command.seconds === null ? [] : [command.seconds])].join(' ')
    case 'daemon':
      return `daemon ${word(command.name)} ${command.on ? 'on' : 'off'}`
    case 'end':
      return 'end'
    default:
      return `${command.verb} ${word(command.name)}`
  }
}

const QUOTED = /(?:[^\s"]|"(?:[^"\\]|\\.)*")+/g

/** What a line tells the MainThread to do, or `null` when the programs would not understand it. */
export function readLine(line: string): LabCommand | null {
  if (line.replace(QUOTED, '').trim()) return null
  const [verb, ...rest] = line.match(QUOTED) ?? []
  try {
    return readWords(verb, rest)
  } catch {
    // A word in quotes that is no JSON string.
    return null
  }
}

const textOf = (written: string): string => (written.startsWith('"') ? String(JSON.parse(written)) : written)

function valueOf(written: string): string | number {
  const text = textOf(written)
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

function readWords(verb: string | undefined, rest: readonly string[]): LabCommand | null {
  const [first, second] = rest
  if (verb === 'end') return rest.length === 0 ? { verb } : null
  if (first === undefined) return null
  if (verb === 'thread' || verb === 'process') return readCreate(verb, first, rest.slice(1))
  const name = textOf(first)
  switch (verb) {
    case 'start':
    case 'terminate':
    case 'kill':
    case 'alive':
      return rest.length === 1 ? { verb, name } : null
    case 'join': {
      const seconds = second === undefined ? null : Number(second)
      return rest.length > 2 || Number.isNaN(seconds) ? null : { verb, name, seconds }
    }
    case 'daemon':
      return rest.length === 2 && (second === 'on' || second === 'off')
        ? { verb, name, on: second === 'on' }
        : null
    default:
      return null
  }
}

function readCreate(kind: Kind, task: string, options: readonly string[]): LabCommand | null {
  let name: string | null = null
  let daemon = false
  let argument: string | number | null = null
  for (const option of options) {
    const [, key, written = ''] = /^(name|arg)=(.+)$/s.exec(option) ?? []
    if (key === 'name') name = textOf(written) || null
    else if (key === 'arg') argument = valueOf(written)
    else if (option === 'daemon') daemon = true
    else return null
  }
  return { verb: 'create', kind, task, name, daemon, argument }
}
