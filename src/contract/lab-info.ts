/** What the Lab knows of the machine, and what a shell can do. */

export interface PythonInfo {
  /** Name to choose it by; opaque. */
  readonly id: string
  /** Where it is, with the home folder shortened to `~`. */
  readonly label: string
  readonly version: string
  /** `on` for a usual build, `off` for a free-threaded one that runs without the GIL. */
  readonly gil: 'on' | 'off'
  readonly startMethod: string
}

export interface LabInfo {
  readonly spindle: string
  readonly node: string
  readonly electron: string | null
  readonly platform: string
  readonly cores: number
  /** PID of the process that hosts the Lab. */
  readonly pid: number
  /** `null` while they are looked for; then a patch `info.changed` tells. */
  readonly pythons: readonly PythonInfo[] | null
  /** The one that runs programs; `null` when there is none, or none was found yet. */
  readonly python: PythonInfo | null
  /** Which numbers this platform can give; a missing one is shown as “not available here”. */
  readonly samples: {
    readonly threadCpu: boolean
    readonly threadState: boolean
    readonly core: boolean
    readonly memory: boolean
  }
}

/** What the shell around the page can do. The only way in which the UI may tell shells apart. */
export interface ShellInfo {
  readonly kind: 'desktop' | 'browser'
  readonly can: {
    readonly openFileDialog: boolean
    readonly saveFileDialog: boolean
    readonly captureWindow: boolean
    readonly nativeMenu: boolean
  }
  /** Locale of the person, as a BCP 47 tag; `null` when the page itself knows best. */
  readonly locale: string | null
}
