/**
 * The record of a run: one file, appended as things happen, from which the live view, a replay, the
 * exported trace and the card are drawn.
 *
 *   8 bytes  magic "SPINDLE" and the format version as one byte
 *   blocks   u32 process number (run-wide; 0 the Lab itself), u32 length, then that many bytes of whole
 *            frames as in frames.ts, as they came from the process
 *
 * The Lab's own facts are frames of type RECORD_FRAME.lab with JSON payloads: the run's header first, then
 * processes spawned and ended, what the person did, samples, and the run's end. A file cut off anywhere
 * can be read up to its last whole block.
 */
export const RECORD_MAGIC = 'SPINDLE'
export const RECORD_VERSION = 1
export const RECORD_BLOCK_HEADER_BYTES = 8
/**
 * Types of frames that only stand in records, beside those of the protocol. `raw`: bytes past the agent;
 * the frame's unit is the descriptor they were written to, 1 or 2; the block's process is 0 where nobody can tell which it was. `input`: a line that was answered.
 */
export const RECORD_FRAME = { lab: 0xc0, raw: 0xc1, input: 0xc2 } as const
/** File ending of records. */
export const RECORD_ENDING = '.spindle'
