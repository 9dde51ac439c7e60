/** A record that is read: of a run that goes on (its writer says how far) or of one that is over. */
import { open, type FileHandle } from 'node:fs/promises'
import type { LogRecord } from '../log/log-reader'
import { readAt, type RecordWriter } from './writer'

export class RecordFile implements LogRecord {
  readonly #file: FileHandle
  #writer: Pick<RecordWriter, 'offset' | 'written'> | null
  #length: number
  #users = 0
  #onUnused: (() => void) | null = null

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

  /** Keeps the file open for a reading of several steps. */
  async using<T>(read: () => Promise<T>): Promise<T> {
    this.#users += 1
    try {
      return await read()
    } finally {
      this.#users -= 1
      if (this.#users === 0) this.#onUnused?.()
    }
  }

  /** When nobody reads it any more. */
  async close(): Promise<void> {
    if (this.#users > 0) await new Promise<void>((done) => (this.#onUnused = done))
    await this.#file.close()
  }
}
