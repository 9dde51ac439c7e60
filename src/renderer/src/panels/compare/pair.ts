/** Which two runs a person means who wants to compare “with the run before”. Pure. */
import type { Run, RunId } from '../../../../contract/run'

/**
 * The run on the screen (without one: the newest) as the second, and before it the last run of the same
 * program, or else simply the run before it. `null` when there are not two.
 */
export function pairToCompare(runs: readonly Run[], current: RunId | null): readonly [RunId, RunId] | null {
  const started = runs.filter(({ failure }) => failure === null)
  const sorted = started.sort((a, b) => b.startedAtWall - a.startedAtWall)
  const second = sorted.find(({ id }) => id === current) ?? sorted[0]
  if (!second) return null
  const others = sorted.filter(({ id }) => id !== second.id)
  const earlier = others.filter(({ startedAtWall }) => startedAtWall <= second.startedAtWall)
  const isSameProgram = (run: Run): boolean =>
    run.lesson === null && second.lesson === null ? run.title === second.title : run.lesson === second.lesson
  const first = earlier.find(isSameProgram) ?? earlier[0] ?? others[0]
  return first ? [first.id, second.id] : null
}

/** The newest run of each of two lessons; `null` when one of them was not run. */
export function pairOfLessons(
  runs: readonly Run[],
  first: string,
  second: string,
): readonly [RunId, RunId] | null {
  const sorted = [...runs].sort((a, b) => b.startedAtWall - a.startedAtWall)
  const newest = (lesson: string): RunId | undefined =>
    sorted.find((run) => run.lesson === lesson && run.failure === null)?.id
  const [a, b] = [newest(first), newest(second)]
  return a !== undefined && b !== undefined ? [a, b] : null
}
