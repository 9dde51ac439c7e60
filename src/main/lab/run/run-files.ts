/** What a live run has on the disk: its record, written and read, and a scratch folder for its processes. */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SpindleError } from '../../../contract/errors'
import type { RunId } from '../../../contract/run'
import type { Clock } from '../clock'
import { RecordFile } from '../record/record-file'
import type { Shelf } from '../record/shelf'
import { RecordWriter } from '../record/writer'

export class RunFiles {
  readonly writer: RecordWriter
  readonly file: RecordFile
  readonly scratch: string

  private constructor(writer: RecordWriter, file: RecordFile, scratch: string) {
    this.writer = writer
    this.file = file
    this.scratch = scratch
  }

  /** Rejects with `cannot-write-file`. */
  static async create(id: RunId, shelf: Shelf, folder: string, clock: Clock): Promise<RunFiles> {
    const path = shelf.recordPath(id)
    const scratch = join(folder, id)
    let writer: RecordWriter | null = null
    try {
      await shelf.claim(id)
      await mkdir(scratch, { mode: 0o700 })
      writer = await RecordWriter.create(path, clock)
      const file = await RecordFile.open(path)
      file.follow(writer)
      return new RunFiles(writer, file, scratch)
    } catch (cause) {
      const why = (cause as NodeJS.ErrnoException).code ?? String(cause)
      // What could be made is taken back; the first error is the one to tell.
      await writer?.close().catch(() => undefined)
      const undone = writer ? shelf.remove(id) : shelf.unclaim(id)
      await Promise.allSettled([undone, rm(scratch, { recursive: true, force: true })])
      throw new SpindleError('cannot-write-file', { name: path, why }, `${path}: ${why}`, { cause })
    }
  }

  /** The record is complete; it can still be read. */
  async seal(): Promise<void> {
    await this.writer.close()
    this.file.settle(this.writer.offset)
    await rm(this.scratch, { recursive: true, force: true })
  }
}
