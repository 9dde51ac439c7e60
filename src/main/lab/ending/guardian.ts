/**
 * The net under everything: a small shell that outlives the Lab for a moment. It reads from a pipe which
 * process groups there are; when the pipe closes, because the Lab is gone however it went (`kill -9`, a
 * crash, a power-saving kill), it kills them all and removes the Lab's private folder.
 *
 * Agents kill their process as well when their connection ends; the guardian is for those that cannot (a C
 * call that keeps Python's GIL, a supervisor that is stopped) and for processes without an agent; those that
 * have left their group are found by the mark they inherited (Linux).
 *
 * Windows has no process groups to kill: there the agents' own end is the only net beside `taskkill` by the
 * Lab while it lives.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { MARK_VARIABLE } from './process-table'

/** `kill -9 -GROUP` and not `kill -9 -- -GROUP`, which dash does not understand. */
const SCRIPT = `
trap '' HUP INT QUIT TERM
groups=
while read -r word group; do
  case $word in
    +) groups="$groups $group" ;;
    -) kept=
       for one in $groups; do [ "$one" = "$group" ] || kept="$kept $one"; done
       groups=$kept ;;
  esac
done
for one in $groups; do kill -9 -"$one" 2>/dev/null; done
for file in $(grep -lsF "$2" /proc/[0-9]*/environ 2>/dev/null); do
  file=\${file#/proc/}
  [ "\${file%/environ}" = "$$" ] || kill -9 "\${file%/environ}" 2>/dev/null
done
rm -rf -- "$1"
`

/** A guardian that dies (somebody killed it) is replaced, but not for ever. */
const MAX_STARTS = 5

export class Guardian {
  readonly #folder: string
  readonly #groups = new Set<number>()
  #shell: ChildProcess | null = null
  #starts = 0
  #closed = false

  /** `folder`: the private folder to remove at the end. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** PID of the shell, `null` where there is none. */
  get pid(): number | null {
    return this.#shell?.pid ?? null
  }

  start(): void {
    if (process.platform === 'win32' || this.#closed || this.#starts >= MAX_STARTS) return
    this.#starts += 1
    const mark = `${MARK_VARIABLE}=${process.pid}.`
    // Its own session, so that Ctrl-C in the Lab's terminal does not reach it.
    const shell = spawn('/bin/sh', ['-c', SCRIPT, 'spindle-guardian', this.#folder, mark], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
    })
    this.#shell = shell
    shell.once('error', () => this.#restart(shell))
    shell.once('exit', () => this.#restart(shell))
    shell.stdin?.on('error', () => undefined) // its exit tells the same
    shell.unref()
    for (const group of this.#groups) this.#tell('+', group)
  }

  watch(group: number): void {
    this.#groups.add(group)
    this.#tell('+', group)
  }

  /** The group is empty; its number may be given to somebody else now. */
  forget(group: number): void {
    if (this.#groups.delete(group)) this.#tell('-', group)
  }

  /** Lets the guardian do its last work and resolves when it is gone. */
  close(): Promise<void> {
    this.#closed = true
    const shell = this.#shell
    if (!shell || shell.exitCode !== null || shell.pid === undefined) return Promise.resolve()
    return new Promise((resolve) => {
      shell.ref()
      shell.once('exit', () => resolve())
      shell.stdin?.end()
    })
  }

  #restart(shell: ChildProcess): void {
    if (this.#shell !== shell) return
    this.#shell = null
    this.start()
  }

  #tell(word: '+' | '-', group: number): void {
    this.#shell?.stdin?.write(`${word} ${group}\n`)
  }
}
