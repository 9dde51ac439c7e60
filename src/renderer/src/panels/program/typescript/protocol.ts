/**
 * What the page and the worker that knows TypeScript say to each other. The page owns the text and sends it
 * whole when it has changed; all answers are about the text that was sent last. Places are offsets in UTF-16
 * units from 0, as in the editor.
 *
 *   page ──Question { id, method, args }──▶ worker     answered one after the other, in their order
 *        ◀──Answer { id, value | error }───
 */

/** A change of the program's text. */
export interface TextChange {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** Something that puts a problem right. */
export interface Fix {
  /** In the language of the messages: `Add import from "spindle/builtins"`. */
  readonly title: string
  readonly changes: readonly TextChange[]
}

export interface Problem {
  readonly from: number
  readonly to: number
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** TypeScript's number of the message: 2345. */
  readonly code: number
  readonly fixes: readonly Fix[]
}

export interface CompletionItem {
  readonly name: string
  readonly kind: string
  /** The module it is imported from with it, where it is not in scope yet. */
  readonly source?: string
  readonly insert?: string
  /** Small comes first. */
  readonly order: string
  /** Whether it is called: with nothing in the brackets, or with something. Absent where that is not known. */
  readonly call?: 'empty' | 'filled'
}

export interface Completions {
  /** Where the word that is being completed begins. */
  readonly from: number
  /** Whether they are members of something: `buyer.`. */
  readonly members: boolean
  readonly items: readonly CompletionItem[]
}

/** A signature and what is said of it. */
export interface Words {
  readonly signature: string
  readonly about: string
}

export interface Hover extends Words {
  readonly from: number
  readonly to: number
}

export interface SignatureHelp extends Words {
  /** Where the call's arguments begin. */
  readonly from: number
  /** The part of `signature` that is about the argument at the cursor. */
  readonly active: readonly [from: number, to: number] | null
}

/** What stands beside a program: its text, or that it is not there, or that it cannot be read from here. */
export type Neighbour =
  | { readonly state: 'there'; readonly source: string }
  | { readonly state: 'missing' }
  | { readonly state: 'out-of-reach' }

/** The worker's side. In the worker every method answers at once. */
export interface ProgramService {
  /** Takes the program's text; another name is another program. Answers with the neighbours it must be told. */
  setProgram(name: string, source: string): readonly string[]
  /** Tells of files beside the program, by their names as `setProgram` asked for them. Answers as it does. */
  setNeighbours(files: Readonly<Record<string, Neighbour>>): readonly string[]
  problems(): readonly Problem[]
  completions(at: number): Completions | null
  /** What is said of one completion at the place it was offered. */
  completionWords(at: number, name: string, source?: string): Words | null
  hover(at: number): Hover | null
  signature(at: number): SignatureHelp | null
  /** Where the name at a place is declared in this program. */
  definition(at: number): number | null
}

export type Method = keyof ProgramService
export type Arguments<M extends Method> = Parameters<ProgramService[M]>
export type Result<M extends Method> = ReturnType<ProgramService[M]>

export interface Question {
  readonly id: number
  readonly method: Method
  readonly args: readonly unknown[]
}
/** The first message to the worker. */
export interface Begin {
  readonly begin: { readonly locale: 'ko' | 'en' }
}
export type Answer =
  { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: string }
