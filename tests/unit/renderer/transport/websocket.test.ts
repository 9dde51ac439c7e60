import { describe, expect, it } from 'vitest'
import type { SocketMessage } from '../../../../src/contract/transport'
import { createWebSocketTransport, type Socket } from '../../../../src/renderer/src/transport/websocket'

class FakeSocket implements Socket {
  readyState = 0
  readonly sent: unknown[] = []
  readonly #listeners = new Map<string, ((event: { data: unknown }) => void)[]>()

  send(text: string): void {
    if (this.readyState !== 1) throw new Error('not open')
    this.sent.push(JSON.parse(text))
  }
  addEventListener(type: string, listener: (event: { data: unknown }) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }
  #tell(type: string, data?: unknown): void {
    for (const listener of this.#listeners.get(type) ?? []) listener({ data })
  }
  open(): void {
    this.readyState = 1
    this.#tell('open')
  }
  receive(message: SocketMessage): void {
    this.#tell('message', JSON.stringify(message))
  }
  close(): void {
    this.readyState = 3
    this.#tell('close')
  }
}

describe('the transport over a WebSocket', () => {
  it('keeps requests until the socket is open and sends them in order', () => {
    const socket = new FakeSocket()
    const transport = createWebSocketTransport(socket)
    void transport.call('lab.snapshot', {})
    void transport.call('run.stop', { run: 'a' })
    expect(socket.sent).toEqual([])
    socket.open()
    expect(socket.sent).toEqual([
      { id: 1, command: 'lab.snapshot', argument: {} },
      { id: 2, command: 'run.stop', argument: { run: 'a' } },
    ])
  })

  it('gives each reply to the call of its number', async () => {
    const socket = new FakeSocket()
    const transport = createWebSocketTransport(socket)
    socket.open()
    const first = transport.call('run.start', { program: { kind: 'file', fileId: 'f' } })
    const second = transport.call('files.recent', {})
    socket.receive({ type: 'reply', reply: { id: 2, ok: true, value: [] } })
    socket.receive({ type: 'reply', reply: { id: 1, ok: true, value: { run: 'r' } } })
    expect(await second).toEqual([])
    expect(await first).toEqual({ run: 'r' })
  })

  it('rebuilds an error from its envelope', async () => {
    const socket = new FakeSocket()
    const transport = createWebSocketTransport(socket)
    socket.open()
    const call = transport.call('run.open', { run: 'gone' })
    const error = { code: 'no-such-run' as const, facts: { run: 'gone' }, message: 'no run gone' }
    socket.receive({ type: 'reply', reply: { id: 1, ok: false, error } })
    await expect(call).rejects.toMatchObject({ code: 'no-such-run', facts: { run: 'gone' } })
  })

  it('tells batches and shell events to who listens, until they stop', () => {
    const socket = new FakeSocket()
    const transport = createWebSocketTransport(socket)
    const seen: unknown[] = []
    const stop = transport.onBatch((batch) => seen.push(batch.seq))
    transport.onShellEvent((event) => seen.push(event.type))
    socket.open()
    socket.receive({ type: 'batch', batch: { seq: 7, patches: [] } })
    socket.receive({ type: 'shell', event: { type: 'file-opened', fileId: 'f' } })
    stop()
    socket.receive({ type: 'batch', batch: { seq: 8, patches: [] } })
    expect(seen).toEqual([7, 'file-opened'])
  })

  it('fails waiting and later calls by name when the Lab is gone', async () => {
    const socket = new FakeSocket()
    const transport = createWebSocketTransport(socket)
    let isClosed = false
    transport.onClose(() => (isClosed = true))
    socket.open()
    const waiting = transport.call('lab.info', {})
    socket.close()
    await expect(waiting).rejects.toMatchObject({ code: 'transport-closed', facts: { command: 'lab.info' } })
    await expect(transport.call('lab.info', {})).rejects.toMatchObject({ code: 'transport-closed' })
    expect(isClosed).toBe(true)
  })
})
