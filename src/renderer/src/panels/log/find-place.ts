/** Finding a place in a view of a log, which only the Lab has: by halving, one line at a time. */
import type { LogLine, LogPage } from '../../../../contract/log'

/** Reads a part of a view. */
export type ReadView = (from: number, count: number) => Promise<LogPage>

/**
 * The place in the view of the first line that is not `isBefore`, and the line; `null` when all are before.
 * The lines must be in such an order that those before come first.
 */
export async function firstPlace(
  read: ReadView,
  isBefore: (line: LogLine) => boolean,
): Promise<{ place: number; line: LogLine } | null> {
  let found: { place: number; line: LogLine } | null = null
  let low = 0
  let high = (await read(0, 0)).total
  while (low < high) {
    const place = (low + high) >>> 1
    const [line] = (await read(place, 1)).lines
    // The view has become shorter than it was said to be: nothing is there any more.
    if (!line) high = place
    else if (isBefore(line)) low = place + 1
    else {
      found = { place, line }
      high = place
    }
  }
  return found
}
