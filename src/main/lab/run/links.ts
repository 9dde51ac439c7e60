/** The arrows between units: those that are told, and those that follow from what the units did. */
import { hasEnded, type Link, type Step, type Unit, type UnitId } from '../../../contract/unit'

/** Arrows kept of one run; when there are more, the oldest CHUNK of them goes. */
export const MAX_LINKS = 5_000
const CHUNK = 1_000
/** A joiner's news may overtake those of the unit it joined by this much: they come by different ways. */
const OVERTAKE_NS = 50_000_000

export class LinkBook {
  readonly #links: Link[] = []
  readonly #onLink: (link: Link) => void
  /** Who stopped waiting in a join for a unit that has not told its end yet. */
  readonly #joiners = new Map<UnitId, { readonly joiner: UnitId; readonly at: number }[]>()
  readonly #joined = new Set<string>()

  constructor(onLink: (link: Link) => void) {
    this.#onLink = onLink
  }

  get links(): readonly Link[] {
    return this.#links
  }

  add(link: Link): void {
    if (link.kind === 'join') {
      const pair = `${link.from} ${link.to}`
      if (this.#joined.has(pair)) return
      this.#joined.add(pair)
    }
    if (this.#links.length >= MAX_LINKS) this.#links.splice(0, CHUNK)
    this.#links.push(link)
    this.#onLink(link)
  }

  /** Follows a unit's step; `before` is the unit as it was, `target` the unit it waited for in a join. */
  follow(before: Unit, after: Unit, step: Step, target: Unit | undefined): void {
    if (
      before.startedAt === null &&
      after.startedAt !== null &&
      after.parent !== null &&
      after.kind !== 'main'
    ) {
      this.add({ kind: 'start', at: step.at, from: after.parent, to: after.id })
    }
    if (before.state === 'join' && target && !hasEnded(after.state)) this.#joinOver(after.id, target, step.at)
    if (after.end) this.#ended(after)
  }

  #joinOver(joiner: UnitId, target: Unit, at: number): void {
    if (target.end) {
      // A join whose time was up before the end is no join.
      if (target.end.at <= at + OVERTAKE_NS) this.add({ kind: 'join', at, from: target.id, to: joiner })
      return
    }
    const joiners = this.#joiners.get(target.id) ?? []
    joiners.push({ joiner, at })
    this.#joiners.set(target.id, joiners)
  }

  #ended(unit: Unit): void {
    const end = unit.end?.at ?? 0
    for (const { joiner, at } of this.#joiners.get(unit.id) ?? []) {
      if (end <= at + OVERTAKE_NS) {
        this.add({ kind: 'join', at: Math.max(at, end), from: unit.id, to: joiner })
      }
    }
    this.#joiners.delete(unit.id)
  }
}
