/**
 * Errors that cross a border. A code from a closed list and facts as plain data; the words are made
 * where they are shown, in the reader's language.
 */
import * as v from 'valibot'

/** Whose move it is. */
export type ErrorOwner = 'program' | 'person' | 'machine' | 'spindle'

/** Every code, with whose move it is. The catalogues of the UI hold words and a next step for each. */
export const ERROR_OWNERS = {
  'bad-request': 'spindle', //          arguments that do not fit the command's schema: { command, issues }
  'unknown-command': 'spindle', //      { command }
  'not-allowed': 'spindle', //          a caller the shell does not trust: { reason }
  'no-such-run': 'person', //           { run }
  'no-such-unit': 'person', //          { run, unit }
  'no-such-lesson': 'person', //        { lesson }
  'no-such-file': 'person', //          { name }
  'action-refused': 'person', //        { action, unit, reason: Refusal }
  'not-waiting-for-input': 'person', // { unit }
  'file-exists': 'person', //           { name } – another file has the name
  'file-changed': 'person', //          { name } – on the disk, since it was read
  'file-not-text': 'person', //         { name } – not in UTF-8
  'file-too-long': 'person', //         { name, limit } – in characters
  'unknown-language': 'person', //      { name } – a file whose ending says nothing we run
  'too-many-runs': 'person', //         { limit }
  'cannot-read-file': 'machine', //     { name, why }
  'cannot-write-file': 'machine', //    { name, why }
  'python-not-found': 'machine', //     { tried }
  'python-too-old': 'machine', //       { version, oldest }
  'cannot-start-process': 'machine', // { why }
  'out-of-resources': 'machine', //     { what, why }
  'agent-did-not-answer': 'machine', // { waitedMs }
  'protocol-mismatch': 'spindle', //    { ours, theirs }
  'bad-frame': 'spindle', //            { why }
  'bad-record': 'person', //            { why, readable } – a run's record that cannot be read (further)
  'record-too-new': 'person', //        { ours, theirs }
  'not-available-here': 'machine', //   { what } – this shell or platform lacks it
  'transport-closed': 'machine', //     the Lab is gone
  internal: 'spindle', //             { message }
} as const satisfies Record<string, ErrorOwner>

export type ErrorCode = keyof typeof ERROR_OWNERS
export const ERROR_CODES = Object.keys(ERROR_OWNERS) as ErrorCode[]

const FactSchema = v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(v.string())])
export type Facts = Readonly<Record<string, v.InferOutput<typeof FactSchema>>>

/** How an error travels: never as a thrown value, never by its text. */
export const ErrorEnvelopeSchema = v.object({
  code: v.picklist(ERROR_CODES),
  facts: v.record(v.string(), FactSchema),
  /** English, for logs and the CLI. */
  message: v.string(),
})
export type ErrorEnvelope = v.InferOutput<typeof ErrorEnvelopeSchema>

/** The one error class of Spindle itself. */
export class SpindleError extends Error {
  override readonly name = 'SpindleError'
  readonly code: ErrorCode
  readonly facts: Facts

  constructor(code: ErrorCode, facts: Facts = {}, message: string = code, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.facts = facts
  }

  get owner(): ErrorOwner {
    return ERROR_OWNERS[this.code]
  }

  toEnvelope(): ErrorEnvelope {
    return { code: this.code, facts: { ...this.facts }, message: this.message }
  }

  static fromEnvelope(envelope: ErrorEnvelope): SpindleError {
    return new SpindleError(envelope.code, envelope.facts, envelope.message)
  }

  /** Wraps whatever was thrown; an unknown error becomes `internal` and keeps its stack as the cause. */
  static from(error: unknown): SpindleError {
    if (error instanceof SpindleError) return error
    const message = error instanceof Error ? error.message : String(error)
    return new SpindleError('internal', { message }, message, { cause: error })
  }
}
