/**
 * What the Lab must know of a programming language to start a program in it. Everything that happens
 * after the start is told by the language's agent over the protocol, which is the same for all of them.
 *
 * A new language is one file that implements `LanguageHost` and one line in `list.ts`.
 */
import type { PythonInfo } from '../../../contract/lab-info'
import type { Language, SourceProblem } from '../../../contract/program'

/** What a language host may use; handed in once, when the Lab is made. */
export interface LanguageParts {
  /** Where the agents lie: absolute paths of the two built files and of the folder of the Python agent. */
  readonly agents: { readonly supervisor: string; readonly worker: string; readonly python: string }
  /** The Node binary that runs TypeScript programs, and variables it needs (`ELECTRON_RUN_AS_NODE` …). */
  readonly nodePath: string
  readonly nodeEnv: Readonly<Record<string, string>>
  /** Folder for what can be computed again (compiled code, found interpreters). */
  readonly cacheDir: string
}

/** A program as it lies on the disk, ready to be run. */
export interface ProgramFile {
  /** Absolute. */
  readonly path: string
  readonly args: readonly string[]
  /** Working folder of the run. Absolute. */
  readonly cwd: string
  /** The interpreter the person has chosen: `PythonInfo.id`, a path, or a command. `null`: the best that is found. */
  readonly interpreter: string | null
}

/** How to start a process. The Lab adds the agent's address, its own session, and the pipes. */
export interface Launch {
  readonly command: string
  readonly args: readonly string[]
  /** On top of the environment of the host, which is cleaned of what belongs to the host alone. */
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  /** What results depend on and what is known before the start (version, GIL …): shown beside them. */
  readonly facts: Readonly<Record<string, string | number | boolean>>
  /**
   * Whether the agent is told in `welcome` what to run. `false` when the command line says it already
   * (Python: the student's file, unchanged, on the interpreter's own command line).
   */
  readonly programInWelcome: boolean
}

/** A text that is being written, to be looked at without running it. */
export interface ProgramText {
  /** File name, without a folder. */
  readonly name: string
  readonly source: string
  /** Folder a run would have. Absolute. */
  readonly cwd: string
  /** As in ProgramFile. */
  readonly interpreter: string | null
  readonly signal: AbortSignal
}

export interface LanguageHost {
  readonly language: Language
  /**
   * The interpreters of this machine that can run the language, best first; `[]` where there is nothing to
   * choose from (TypeScript runs on the host's own Node). Searched once and kept; rejects never.
   */
  interpreters(): Promise<readonly PythonInfo[]>
  /**
   * The command that starts a run's first process.
   * @throws SpindleError `python-not-found` { tried } or `python-too-old` { version, oldest }
   */
  launch(program: ProgramFile): Promise<Launch>
  /**
   * The command that starts a process which waits for a program (a spare: it says hello and runs nothing
   * until `welcome` names the program). `null`: the language has none.
   */
  spare(): Launch | null
  /**
   * What the language says of a text's syntax; absent where the page knows by itself.
   * @throws SpindleError as `launch` does
   */
  readonly check?: (text: ProgramText) => Promise<readonly SourceProblem[]>
  /** Gives back what was opened. */
  close(): void
}

export type MakeLanguageHost = (parts: LanguageParts) => LanguageHost
