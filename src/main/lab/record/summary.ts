/**
 * What the list of runs shows of a finished run, beside its record in a small file, so that listing need not
 * read records. It can be made again from the record at any time, but for what the person has added: its name
 * and that it is kept.
 */
import { readFile, rename, writeFile } from 'node:fs/promises'
import * as v from 'valibot'
import { ErrorEnvelopeSchema } from '../../../contract/errors'
import { LanguageSchema } from '../../../contract/program'
import { RunIdSchema, type Run } from '../../../contract/run'

const RunSchema = v.object({
  id: RunIdSchema,
  language: LanguageSchema,
  title: v.string(),
  lesson: v.nullable(v.string()),
  state: v.literal('ended'),
  speed: v.number(),
  startedAtWall: v.number(),
  startedAt: v.number(),
  endedAt: v.nullable(v.number()),
  exitCode: v.nullable(v.number()),
  facts: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  failure: v.nullable(ErrorEnvelopeSchema),
  logLines: v.number(),
  logBytes: v.number(),
  name: v.optional(v.nullable(v.string())),
  pinned: v.optional(v.boolean()),
  cutOff: v.optional(v.boolean()),
  recordBytes: v.optional(v.number()),
  repeat: v.optional(v.nullable(v.object({ id: RunIdSchema, trial: v.number() }))),
  usage: v.optional(v.object({ cpuNs: v.nullable(v.number()), peakBytes: v.nullable(v.number()) })),
})

/** `null` when it is not there or cannot be used. */
export async function readSummary(path: string): Promise<Run | null> {
  try {
    const parsed = v.safeParse(RunSchema, JSON.parse(await readFile(path, 'utf8')))
    return parsed.success ? parsed.output : null
  } catch {
    return null // it can be made again
  }
}

export async function writeSummary(path: string, run: Run): Promise<void> {
  const fresh = `${path}.new`
  await writeFile(fresh, JSON.stringify(run), { mode: 0o600 })
  await rename(fresh, path)
}
