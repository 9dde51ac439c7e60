/** Asks an interpreter what it is. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import type { PythonInfo } from '../../../../contract/lab-info'

/** Oldest version that the agent supports. */
export const OLDEST = [3, 9] as const
/** An interpreter that says nothing for so long is none (a shim that installs something, a stale mount). */
const PROBE_LIMIT_MS = 10_000

/** An interpreter of this machine. */
export interface Python extends PythonInfo {
  /** The real interpreter, where a shim was asked. Absolute. */
  readonly path: string
  /** Root of its installation or virtual environment: the same for all names of one interpreter. */
  readonly root: string
  readonly implementation: string
  readonly supported: boolean
}

/**
 * One line of JSON. Runs on Python 2 as well, which is then too old. Imports the agent in passing, so that its
 * compiled form lies ready before the first program starts.
 */
const PROBE = `
import json, sys
try:
    import multiprocessing
    method = multiprocessing.get_start_method()
except Exception:
    method = ''
enabled = getattr(sys, '_is_gil_enabled', None)
if len(sys.argv) > 1 and sys.version_info >= (3, 9):
    sys.dont_write_bytecode = False
    sys.path.insert(0, sys.argv[1])
    try:
        import spindle_agent
    except Exception:
        pass
print(json.dumps({
    'path': sys.executable, 'root': sys.prefix, 'version': '%d.%d.%d' % sys.version_info[:3],
    'implementation': sys.implementation.name if hasattr(sys, 'implementation') else 'cpython',
    'gil': 'on' if enabled is None or enabled() else 'off', 'startMethod': method,
}))
`

interface Answer {
  readonly path: string
  readonly root: string
  readonly version: string
  readonly implementation: string
  readonly gil: 'on' | 'off'
  readonly startMethod: string
}

export interface ProbeOptions {
  /** Folder to ask in: shims answer by what they find there. */
  readonly cwd: string
  /** Folder of the agent, to be compiled. */
  readonly agent?: string
  readonly home: string
}

/** What `command` is, or `null` when it is no Python that answers. Rejects never. */
export function probe(command: string, { cwd, agent, home }: ProbeOptions): Promise<Python | null> {
  return new Promise((done) => {
    const child = execFile(
      command,
      ['-c', PROBE, ...(agent ? [agent] : [])],
      // A program's own variables must not change what the interpreter says it is.
      { cwd, timeout: PROBE_LIMIT_MS, killSignal: 'SIGKILL', env: { ...process.env, PYTHONSTARTUP: '' } },
      (error, stdout) => done(error ? null : read(stdout, home)),
    )
    child.stdin?.end()
  })
}

function read(stdout: string, home: string): Python | null {
  let answer: Answer
  try {
    answer = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Answer
  } catch {
    // Something else answers to this name.
    return null
  }
  if (typeof answer.path !== 'string' || typeof answer.version !== 'string') return null
  const digest = createHash('sha256').update(`${answer.path}\0${answer.root}`).digest('hex').slice(0, 12)
  return {
    id: `python-${answer.version}-${digest}`,
    label: answer.path.startsWith(`${home}/`) ? `~${answer.path.slice(home.length)}` : answer.path,
    version: answer.version,
    gil: answer.gil,
    startMethod: answer.startMethod,
    path: answer.path,
    root: answer.root,
    implementation: answer.implementation,
    supported: answer.implementation === 'cpython' && compareVersions(answer.version, OLDEST.join('.')) >= 0,
  }
}

/** Whether a text is the `id` of an interpreter, and not a path or a command. */
export const isPythonId = (text: string): boolean => /^python-\d[\d.]*-[0-9a-f]{12}$/.test(text)

/** Negative when `a` is older than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  for (let index = 0; index < 3; index++) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
