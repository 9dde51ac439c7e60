/**
 * What the supervisor and its threads say to each other by messages. Output and states do not go this way
 * (they go through the rings); these are requests that the supervisor must act on, and their answers.
 */
import type { FrameType } from '../../contract/frames'
import type { ProgramError } from '../../contract/unit'
import type { PartText } from './boot/compiled'
import type { ArenaBuffers } from './memory/arena'

/** Facts about this process that every thread of it must know. */
export interface ProcessFacts {
  /** Absolute path of the program's main file. */
  readonly path: string
  readonly args: readonly string[]
  readonly scratch: string
  /** Name of the process, as multiprocessing tells it: `MainProcess`, `Process-1` … */
  readonly name: string
  readonly daemon: boolean
  /** Key of this process; those of its children begin with it. */
  readonly key: string
  /** Numbers from the first process down to this one; `[]` for the first. */
  readonly identity: readonly number[]
  readonly parent: { readonly name: string; readonly pid: number } | null
  /** Objects shared between processes that the parent's modules made at their top level, by their place. */
  readonly inherited: Readonly<Record<string, string>>
}

/** What is decided about a child process by the thread that starts it. */
export type ChildFacts = Pick<ProcessFacts, 'name' | 'daemon' | 'identity' | 'inherited'> & {
  /** The key its agent says hello with. */
  readonly key: string
}

/** A module of the program as the main thread has found and read it. */
export interface ModuleText {
  readonly url: string
  /** URL of the module that asked for it, and by what words; `''` for the program's main file. */
  readonly from: string
  readonly specifier: string
  readonly source: string
  /** With its types taken out; null: it has none. */
  readonly code: string | null
}

/** What a thread has to do, in the encoding of carry/. */
export interface Job {
  readonly bytes: Uint8Array
  readonly buffers: readonly SharedArrayBuffer[]
}

/** Handed to a Worker when it is made. */
export interface BootData {
  readonly arena: ArenaBuffers
  readonly ring: SharedArrayBuffer
  readonly cache: string | null
  /** The code of a thread. */
  readonly part: PartText
  /** URL of the folder of our own code. */
  readonly agentUrl: string
  /** What the main thread has loaded up to now. */
  readonly texts: readonly ModuleText[]
}

export type ToThread =
  /** Sent once: become this thread. `job` is null for the main thread of the program's first process. */
  | {
      readonly type: 'run'
      readonly record: number
      readonly kind: 'main' | 'thread'
      readonly process: ProcessFacts
      readonly job: Job | null
      /** Whether the thread must give itself its name in the system. */
      readonly rename: boolean
    }
  /** Sent before that to a spare: what the main thread has loaded meanwhile. */
  | { readonly type: 'texts'; readonly texts: readonly ModuleText[] }
  /** A person's wish, to be acted on by the thread that owns the unit's object. */
  | { readonly type: 'start' | 'join'; readonly unit: number; readonly id: number | undefined }
  /** Nothing but a reason to look at the mail, for a thread that waits in its event loop. */
  | { readonly type: 'wake' }
  /** A signal that the program has set a handler for. */
  | { readonly type: 'signal'; readonly signal: 'SIGINT' | 'SIGTERM' }

export type FromThread =
  /** The thread's code is over, and its own last frames are in the ring. */
  | {
      readonly type: 'over'
      /** Exit code for the process, when this is a main thread. */
      readonly code: number
      /** Die by this signal at the end (uncaught Ctrl-C). */
      readonly signal: 'SIGINT' | null
      readonly error: ProgramError | null
    }
  /** A thread that this one starts; its record tells who it is. */
  | { readonly type: 'startThread'; readonly record: number; readonly job: Job }
  /** A child process that this thread starts. */
  | { readonly type: 'startProcess'; readonly record: number; readonly child: ChildFacts; readonly job: Job }
  /** A frame too long for the ring. The thread waits for its consequence, so it stays in order. */
  | { readonly type: 'frame'; readonly frame: FrameType; readonly payload: Uint8Array }
  /** input(): wants a line, or does not want it any more. */
  | { readonly type: 'input' | 'inputCancelled' }
  /** The answer to a person's wish. */
  | { readonly type: 'reply'; readonly id: number | undefined; readonly ok: boolean; readonly why?: string }
  /** The main thread has loaded this module: others need it too. */
  | { readonly type: 'text'; readonly text: ModuleText }
  /** The program's own code begins: what its start needed is free for the next one. */
  | { readonly type: 'begun' }
  /** The program uses this module of ours: something can be kept ready for it. */
  | { readonly type: 'uses'; readonly module: string }
  /** process.exit(): the whole process ends at once. */
  | { readonly type: 'exit'; readonly code: number }
