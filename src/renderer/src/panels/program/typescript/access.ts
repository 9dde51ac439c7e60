/**
 * How the editor's extensions reach the worker. It is started when it is first wanted – not with the page, nor
 * with every lesson that is only looked at – and asked nothing before it has read its library.
 */
import type { EditorState, Text } from '@codemirror/state'
import type { TypeScriptClient } from './client'

export interface AccessOptions {
  readonly start: () => TypeScriptClient
  /** Name of the program on the screen. */
  readonly name: () => string
  /** Told once when the first answer is there. */
  readonly onReady: () => void
  readonly onError: (error: unknown) => void
}

export class Access {
  readonly #options: AccessOptions
  #client: TypeScriptClient | null = null
  #isReady = false
  #isBroken = false
  #shown: Text | null = null

  constructor(options: AccessOptions) {
    this.#options = options
  }

  get isAwake(): boolean {
    return this.#client !== null
  }
  /** Whether an answer comes at once. */
  get isReady(): boolean {
    return this.#isReady && !this.#isBroken
  }

  /** Starts the worker; does nothing when it runs already. */
  wake(): void {
    if (this.#client || this.#isBroken) return
    this.#client = this.#options.start()
  }

  /**
   * Asks about the text of `state`. `null` while the worker is not wanted yet, and when it has failed: then the
   * editor does without, and that is told once.
   */
  async ask<T>(state: EditorState, question: (client: TypeScriptClient) => Promise<T>): Promise<T | null> {
    const client = this.#client
    if (!client || this.#isBroken) return null
    try {
      // Sent at once and in order: what is asked next is about this text.
      const sent = client.show(this.#options.name(), this.#textOf(state))
      if (!this.#isReady) await sent
      const answer = await question(client)
      if (!this.#isReady) {
        this.#isReady = true
        this.#options.onReady()
      }
      return answer
    } catch (error) {
      if (this.#client !== client) return null // closed while it was asked
      this.#isBroken = true
      this.#options.onError(error)
      return null
    }
  }

  /** As `ask`, after the files beside the program have been read. */
  async askWhole<T>(
    state: EditorState,
    question: (client: TypeScriptClient) => Promise<T>,
  ): Promise<T | null> {
    return this.ask(state, async (client) => {
      await client.show(this.#options.name(), this.#textOf(state))
      return question(client)
    })
  }

  /** Files beside the program may have changed. */
  forgetNeighbours(): void {
    this.#client?.forgetNeighbours()
  }

  close(): void {
    const client = this.#client
    this.#client = null
    this.#isReady = false
    client?.close()
  }

  #text = ''
  #textOf({ doc }: EditorState): string {
    if (this.#shown !== doc) {
      this.#shown = doc
      this.#text = doc.toString()
    }
    return this.#text
  }
}
