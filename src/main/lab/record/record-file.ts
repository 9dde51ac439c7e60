/** A record that is read: of a run that goes on (its writer says how far) or of one that is over. */
import { open, type FileHandle } from 'node:fs/promises'
import type { LogRecord } from '../log/log-reader'
import { readAt, type RecordWriter } from './writer'

export class RecordFile implements LogRecord {
  readonly #file: FileHandle
  #writer: Pick<RecordWriter, 'offset' | 'written'> | null
  #length: number

  private constructor(file: FileHandle, length: number) {
    this.#file = file
    this.#writer = null
    this.#length = length
  }

  static async open(path: string): Promise<RecordFile> {
    const file = await open(path, 'r')
    const { size } = await file.stat()
    return new RecordFile(file, size)
  }

  /** While somebody writes it, it is as long as what was given to him. */
  follow(writer: Pick<RecordWriter, 'offset' | 'written'>): void {
    this.#writer = writer
  }

  /** The writer is done. */
  settle(length: number): void {
    this.#writer = null
    this.#length = length
  }

  get length(): number {
    return this.#writer?.offset ?? this.#length
  }

  written(offset: number): Promise<void> {
    return this.#writer?.written(offset) ?? Promise.resolve()
  }

  read(offset: number, length: number): Promise<Buffer> {
    return readAt(this.#file, offset, length)
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}
