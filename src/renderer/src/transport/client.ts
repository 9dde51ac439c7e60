/** Picks the transport of the shell the page is in, and gives it to whoever needs it. */
import { inject, type InjectionKey } from 'vue'
import type { Bridge, Transport } from '../../../contract/transport'
import { createIpcTransport } from './ipc'
import { connectToBrowserShell } from './websocket'

declare global {
  interface Window {
    /** Put there by the preload of the desktop shell. */
    readonly spindle?: Bridge
  }
}

export function connect(page: Window): Transport {
  return page.spindle ? createIpcTransport(page.spindle) : connectToBrowserShell(page)
}

export const TRANSPORT: InjectionKey<Transport> = Symbol('transport')

/** The transport of this page. Only within an application that provides one. */
export function useTransport(): Transport {
  const transport = inject(TRANSPORT)
  if (!transport) throw new Error('The application was mounted without a transport.')
  return transport
}
