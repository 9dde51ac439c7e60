/** Most values that wait for the first listener. */
const MAX_WAITING = 20

/**
 * A list of listeners on one channel. Subscribing returns what ends the subscription.
 * @param keep - whether what comes before anybody listens waits for the first listener
 */
export function onChannel<T>({ keep }: { keep: boolean }): {
  tell(value: T): void
  subscribe(listener: (value: T) => void): () => void
} {
  const listeners = new Set<(value: T) => void>()
  let waiting: T[] = []
  return {
    tell(value) {
      if (keep && listeners.size === 0 && waiting.length < MAX_WAITING) waiting.push(value)
      for (const listener of listeners) listener(value)
    },
    subscribe(listener) {
      const own = (value: T): void => listener(value) // the same function may subscribe twice
      listeners.add(own)
      const kept = waiting
      waiting = []
      for (const value of kept) own(value)
      return () => void listeners.delete(own)
    },
  }
}
