/** Keeps the holder of objects that processes share up to date in the waits of those who wait for them. */
import type { Unit, UnitId, Wait } from '../../../contract/unit'

/** Objects of the broker have this in front of their names in a `Wait`. */
const SHARED = 'mp:'

export class WaitHolders {
  readonly #holderOf: (object: string) => string | null | undefined
  readonly #unit: (id: UnitId) => Unit | undefined
  readonly #tell: (unit: UnitId, wait: Wait) => void
  readonly #waiting = new Set<UnitId>()

  constructor(
    holderOf: (object: string) => string | null | undefined,
    unit: (id: UnitId) => Unit | undefined,
    tell: (unit: UnitId, wait: Wait) => void,
  ) {
    this.#holderOf = holderOf
    this.#unit = unit
    this.#tell = tell
  }

  /** A unit has told what it waits for. */
  stated(id: UnitId): void {
    if (!this.#unit(id)?.wait?.object?.startsWith(SHARED)) return
    this.#waiting.add(id)
    this.#look(id)
  }

  /** Something has happened to an object of the broker. */
  touched(): void {
    for (const id of this.#waiting) this.#look(id)
  }

  #look(id: UnitId): void {
    const wait = this.#unit(id)?.wait
    const found = wait?.object?.startsWith(SHARED) ? this.#holderOf(wait.object) : undefined
    if (!wait || found === undefined) {
      this.#waiting.delete(id)
      return
    }
    const holder = found ?? undefined
    if (holder === wait.holder) return
    const { holder: _before, ...rest } = wait
    this.#tell(id, holder === undefined ? rest : { ...rest, holder })
  }
}
