import { reactive } from 'vue'
import { describe, expect, it } from 'vitest'
import type { Request } from '../../../../src/contract/commands'
import type { Bridge } from '../../../../src/contract/transport'
import { createIpcTransport } from '../../../../src/renderer/src/transport/ipc'

function bridgeThat(answer: Bridge['request']): Bridge {
  return {
    request: answer,
    onBatch: () => () => undefined,
    onShellEvent: () => () => undefined,
    openDropped: () => Promise.reject(new Error('not used')),
  }
}

describe('the transport over the bridge', () => {
  it('hands over plain data, whatever the page keeps', async () => {
    const asked: Request[] = []
    const transport = createIpcTransport(
      bridgeThat((request) => {
        // The bridge clones like this; a reactive proxy would throw.
        asked.push(structuredClone(request))
        return Promise.resolve({ id: request.id, ok: true, value: null })
      }),
    )
    const done = reactive(['a', 'b'])
    await transport.call('settings.set', { changes: { done, page: reactive({ x: 1 }) } })
    expect(asked).toEqual([
      { id: 1, command: 'settings.set', argument: { changes: { done: ['a', 'b'], page: { x: 1 } } } },
    ])
  })

  it('fails by name when the main process does not answer any more', async () => {
    const transport = createIpcTransport(bridgeThat(() => Promise.reject(new Error('gone'))))
    await expect(transport.call('lab.info', {})).rejects.toMatchObject({ code: 'transport-closed' })
  })
})
