/** What the stand-in's process and the test that shows its window say to each other, over the fork's channel. */

/** From the app to the test. */
export type FromApp =
  /** The window wants to show this page, with this preload. */
  | { readonly type: 'load'; readonly url: string; readonly preload: string }
  /** A message for the page on a channel of IPC. */
  | { readonly type: 'to-page'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown; readonly error?: string }
  /** Labels of the menu, from the top. */
  | { readonly type: 'menu'; readonly labels: readonly string[] }
  | { readonly type: 'shown' }

/** From the test to the app. */
export type ToApp =
  /** The page fetches something of the app's scheme. The answer is a `Fetched`. */
  | { readonly type: 'fetch'; readonly id: number; readonly url: string; readonly method: string }
  /** The page calls `ipcRenderer.invoke`. `origin` is its frame's. */
  | {
      readonly type: 'invoke'
      readonly id: number
      readonly origin: string
      readonly channel: string
      readonly args: readonly unknown[]
    }
  | {
      readonly type: 'send'
      readonly origin: string
      readonly channel: string
      readonly args: readonly unknown[]
    }
  | { readonly type: 'loaded' }
  /** A person chooses the item of the menu with this id. */
  | { readonly type: 'choose'; readonly id: string }
  /** A second start of the app, with what it hands over. */
  | { readonly type: 'second-instance'; readonly data: unknown }
  /** What the next file dialog answers; null: cancelled. */
  | { readonly type: 'dialog'; readonly path: string | null }
  /** A person closes the window. */
  | { readonly type: 'close' }

export interface Fetched {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** In base64. */
  readonly body: string
}
