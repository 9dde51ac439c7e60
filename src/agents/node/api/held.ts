/** `with` and `hold` for everything that is acquired and released. */

export interface Held {
  [Symbol.dispose](): void
}

interface Acquirable {
  acquire(): boolean
  release(): void
}

/** Python's `with lock:`. The lock is released whatever the body does; for an async body, when its promise settles. */
export function withLock<T>(lock: Acquirable, body: () => T): T {
  lock.acquire()
  let result: T
  try {
    result = body()
  } catch (error) {
    lock.release()
    throw error
  }
  if (result instanceof Promise) return result.finally(() => lock.release()) as T
  lock.release()
  return result
}

export function holdLock(lock: Acquirable): Held {
  lock.acquire()
  return { [Symbol.dispose]: () => lock.release() }
}
