/**
 * All that the page of the desktop shell can reach: a few named verbs, no channel of its choice. Built into
 * one CommonJS file, since a sandboxed preload can load nothing else.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Batch } from '../contract/events'
import { BRIDGE_CHANNELS, type Bridge, type ShellEvent } from '../contract/transport'
import { onChannel } from './subscription'

const batches = onChannel<Batch>({ keep: false }) // a page takes a snapshot after it has subscribed
const shellEvents = onChannel<ShellEvent>({ keep: true }) // a file that was double-clicked comes before the page listens

ipcRenderer.on(BRIDGE_CHANNELS.batch, (_event, batch: Batch) => {
  try {
    batches.tell(batch)
  } finally {
    ipcRenderer.send(BRIDGE_CHANNELS.taken) // whatever the page made of it: this is about the line, not about the page
  }
})
ipcRenderer.on(BRIDGE_CHANNELS.shell, (_event, event: ShellEvent) => shellEvents.tell(event))

const bridge: Bridge = {
  request: (request) => ipcRenderer.invoke(BRIDGE_CHANNELS.request, request),
  onBatch: batches.subscribe,
  onShellEvent: shellEvents.subscribe,
  openDropped: (file) => ipcRenderer.invoke(BRIDGE_CHANNELS.dropped, webUtils.getPathForFile(file as File)),
}

contextBridge.exposeInMainWorld('spindle', bridge)
