/** The `spindle` command: puts the parts together and contains no logic of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { LESSONS } from '../lessons'
import { lessonProgram } from '../lessons/programs'
import { SpindleError } from '../contract/errors'
import { builtParts } from './built-parts'
import { parseCommandLine, type RunCommand } from './cli/arguments'
import { endLike } from './cli/exit'
import { JsonFormat } from './cli/json-format'
import { lessonList } from './cli/list-lessons'
import { Out } from './cli/out'
import { plainFormat } from './cli/plain-format'
import { PrefixFormat } from './cli/prefix-format'
import { runProgram } from './cli/run-program'
import { SignalRelay } from './cli/signals'
import { cliLocale, errorText, HELP, usageText } from './cli/words'
import { dataFolder } from './data-folder'
import { systemLocale } from './system-locale'
import { VERSION } from './version'

/** For a command line that is wrong. Anything of ours that fails later gives 1, as a program's error would. */
const USAGE_EXIT_CODE = 2
/** As if SIGPIPE had ended us, which Node ignores: what a shell expects of a tool whose reader has gone. */
const PIPE_EXIT_CODE = 128 + 13

const { platform, env } = process
const locale = cliLocale(systemLocale(env))
const closed = Promise.withResolvers<void>()
let isClosed = false
const out = new Out({
  onClosed: () => {
    isClosed = true
    closed.resolve()
  },
})

async function main(): Promise<number | null> {
  const command = parseCommandLine(process.argv.slice(2))
  if ('mistake' in command) {
    void out.text(2, usageText(locale, command))
    return USAGE_EXIT_CODE
  }
  switch (command.command) {
    case 'help':
      void out.text(1, HELP[locale])
      return 0
    case 'version':
      void out.text(1, `${VERSION}\n`)
      return 0
    case 'lessons':
      void out.text(1, lessonList(LESSONS, locale))
      return 0
    case 'run':
      return run(command.run)
  }
}

async function run(command: RunCommand): Promise<number | null> {
  const signals = new SignalRelay(process)
  const folder = await mkdtemp(join(tmpdir(), 'spindle-'))
  try {
    const { exitCode, failure } = await runProgram({
      command,
      lab: {
        dataDir: folder,
        cacheDir: join(dataFolder({ platform, env, home: homedir() }), 'cache'),
        agents: builtParts(import.meta.dirname).agents,
        nodePath: process.execPath,
        nodeEnv: {},
        lessons: (lesson, language) => lessonProgram(lesson, language, locale),
        version: VERSION,
      },
      cwd: process.cwd(),
      format: formatOf(command),
      signals,
      openStdin: () => process.stdin,
      outputClosed: closed.promise,
    })
    if (failure) void out.text(2, errorText(locale, failure))
    return failure ? 1 : exitCode
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function formatOf({ output }: RunCommand) {
  switch (output) {
    case 'plain':
      return plainFormat(out)
    case 'prefix':
      return new PrefixFormat({ out, colour: process.stdout.isTTY === true && !env['NO_COLOR'] })
    case 'json':
      return new JsonFormat(out)
  }
}

let exitCode: number | null
try {
  exitCode = await main()
} catch (error) {
  void out.text(2, errorText(locale, SpindleError.from(error)))
  exitCode = 1
}
await out.flushed()
if (isClosed) process.exit(PIPE_EXIT_CODE)
endLike(exitCode, process)
