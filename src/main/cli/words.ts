/** All that the CLI says by itself, in Korean and in English. What a program prints is never translated. */
import type { ErrorCode, ErrorEnvelope, Facts } from '../../contract/errors'
import type { UsageMistake } from './arguments'

export type CliLocale = 'ko' | 'en'
export const cliLocale = (system: string): CliLocale => (/^ko\b/i.test(system) ? 'ko' : 'en')

/** What happened, and what to do next. `{name}` stands for a fact. */
type ErrorWords = Readonly<Record<ErrorCode, readonly [what: string, next: string]>>

const REPORT_EN = 'This is a defect of Spindle. Please report it with the command you ran.'
const REPORT_KO = 'Spindle의 결함입니다. 실행한 명령과 함께 알려 주세요.'

const en: ErrorWords = {
  'bad-request': ['The Lab was asked in a way it does not understand: {issues}', REPORT_EN],
  'unknown-command': ['The Lab does not know the command {command}.', REPORT_EN],
  'not-allowed': ['That is not allowed here: {reason}', REPORT_EN],
  'no-such-run': ['There is no run {run}.', 'It may have been removed. Start the program again.'],
  'no-such-unit': ['There is no unit {unit} in this run.', 'It may belong to another run.'],
  'no-such-lesson': ['There is no lesson “{lesson}”.', '“spindle lessons” lists them.'],
  'no-such-file': ['There is no file {name}.', 'Check the path and the spelling.'],
  'action-refused': [
    '{action} cannot be done to unit {unit} now: {reason}',
    'Wait until its state allows it.',
  ],
  'not-waiting-for-input': ['Nobody waits for input.', 'Wait until the program asks.'],
  'unknown-language': [
    '{name} is not a program that Spindle runs.',
    'It runs .ts, .js, .mts, .mjs and .py files.',
  ],
  'file-exists': ['There is another file {name}.', 'Choose another name.'],
  'file-changed': ['{name} was changed by another program.', 'Read it again before you write it.'],
  'file-not-text': ['{name} is not a text in UTF-8.', 'Save it as UTF-8 in the editor it was made with.'],
  'file-too-long': ['{name} is longer than {limit} characters.', 'Run it with “spindle run”, or split it.'],
  'too-many-runs': ['{limit} runs are going already.', 'End one of them first.'],
  'cannot-read-file': [
    '{name} cannot be read: {why}',
    'Check that it is a text file in UTF-8 that you may read.',
  ],
  'cannot-write-file': [
    '{name} cannot be written: {why}',
    'Check the free space and your rights in that folder.',
  ],
  'python-not-found': [
    'No Python was found. Tried: {tried}',
    'Install Python 3.9 or newer from your system’s packages or python.org, or name one with --python PATH.',
  ],
  'python-too-old': [
    'Python {version} is too old.',
    'Install {oldest} or newer, or name another with --python PATH.',
  ],
  'cannot-start-process': [
    'The program could not be started: {why}',
    'Check your rights and the free memory.',
  ],
  'out-of-resources': [
    'The machine has run out of {what}: {why}',
    'End other programs, or start fewer units.',
  ],
  'agent-did-not-answer': [
    'The program was started but did not report within {waitedMs} ms.',
    'The machine may be overloaded. Try again.',
  ],
  'protocol-mismatch': [
    'Parts of two versions of Spindle met ({ours} and {theirs}).',
    'Build or install it again.',
  ],
  'bad-frame': ['A process of the run spoke nonsense: {why}', REPORT_EN],
  'bad-record': ['The record cannot be read: {why}', 'It may be cut off or not be a record.'],
  'record-too-new': ['The record is of a newer version ({theirs}; this is {ours}).', 'Update Spindle.'],
  'not-available-here': ['{what} is not available here.', 'Use the app for it: npm start'],
  'transport-closed': ['The Lab is gone.', 'Start Spindle again.'],
  internal: ['Something went wrong inside Spindle: {message}', REPORT_EN],
}

const ko: ErrorWords = {
  'bad-request': ['Lab이 이해할 수 없는 요청입니다: {issues}', REPORT_KO],
  'unknown-command': ['Lab에 {command} 명령이 없습니다.', REPORT_KO],
  'not-allowed': ['여기서는 허용되지 않습니다: {reason}', REPORT_KO],
  'no-such-run': ['{run} 실행이 없습니다.', '지워졌을 수 있습니다. 프로그램을 다시 실행하세요.'],
  'no-such-unit': ['이 실행에 {unit} 유닛이 없습니다.', '다른 실행의 유닛일 수 있습니다.'],
  'no-such-lesson': ['“{lesson}” 수업이 없습니다.', '“spindle lessons”로 목록을 볼 수 있습니다.'],
  'no-such-file': ['{name} 파일이 없습니다.', '경로와 철자를 확인하세요.'],
  'action-refused': [
    '지금은 {unit} 유닛에 {action}을(를) 할 수 없습니다: {reason}',
    '상태가 바뀔 때까지 기다리세요.',
  ],
  'not-waiting-for-input': ['입력을 기다리는 유닛이 없습니다.', '프로그램이 물을 때까지 기다리세요.'],
  'unknown-language': [
    '{name}은(는) Spindle이 실행하는 프로그램이 아닙니다.',
    '.ts, .js, .mts, .mjs, .py 파일을 실행합니다.',
  ],
  'file-exists': ['{name} 파일이 이미 있습니다.', '다른 이름을 고르세요.'],
  'file-changed': ['{name} 파일을 다른 프로그램이 바꾸었습니다.', '쓰기 전에 다시 읽으세요.'],
  'file-not-text': ['{name} 파일은 UTF-8 글이 아닙니다.', '그 파일을 만든 편집기에서 UTF-8로 저장하세요.'],
  'file-too-long': ['{name} 파일이 {limit}자보다 깁니다.', '“spindle run”으로 실행하거나 나누세요.'],
  'too-many-runs': ['이미 {limit}개가 실행 중입니다.', '먼저 하나를 끝내세요.'],
  'cannot-read-file': [
    '{name}을(를) 읽을 수 없습니다: {why}',
    '읽기 권한이 있는 UTF-8 텍스트 파일인지 확인하세요.',
  ],
  'cannot-write-file': ['{name}에 쓸 수 없습니다: {why}', '남은 공간과 폴더의 쓰기 권한을 확인하세요.'],
  'python-not-found': [
    'Python을 찾지 못했습니다. 찾아본 곳: {tried}',
    '시스템 패키지나 python.org에서 Python 3.9 이상을 설치하거나 --python 경로로 지정하세요.',
  ],
  'python-too-old': [
    'Python {version}은 너무 오래되었습니다.',
    '{oldest} 이상을 설치하거나 --python 경로로 다른 것을 지정하세요.',
  ],
  'cannot-start-process': ['프로그램을 시작할 수 없습니다: {why}', '권한과 남은 메모리를 확인하세요.'],
  'out-of-resources': ['{what}이(가) 모자랍니다: {why}', '다른 프로그램을 끝내거나 유닛 수를 줄이세요.'],
  'agent-did-not-answer': [
    '프로그램을 시작했지만 {waitedMs} ms 안에 응답이 없었습니다.',
    '컴퓨터가 너무 바쁠 수 있습니다. 다시 실행하세요.',
  ],
  'protocol-mismatch': [
    '서로 다른 버전의 Spindle이 섞였습니다 ({ours}, {theirs}).',
    '다시 빌드하거나 설치하세요.',
  ],
  'bad-frame': ['실행 중인 프로세스가 알 수 없는 말을 했습니다: {why}', REPORT_KO],
  'bad-record': ['기록을 읽을 수 없습니다: {why}', '잘렸거나 기록 파일이 아닐 수 있습니다.'],
  'record-too-new': ['더 새로운 버전의 기록입니다 ({theirs}, 지금은 {ours}).', 'Spindle을 업데이트하세요.'],
  'not-available-here': ['여기서는 {what}을(를) 쓸 수 없습니다.', '앱에서 하세요: npm start'],
  'transport-closed': ['Lab이 없어졌습니다.', 'Spindle을 다시 시작하세요.'],
  internal: ['Spindle 안에서 문제가 생겼습니다: {message}', REPORT_KO],
}

const ERRORS: Readonly<Record<CliLocale, ErrorWords>> = { en, ko }

/** Two lines for stderr: what happened, and what to do. */
export function errorText(locale: CliLocale, { code, facts }: Pick<ErrorEnvelope, 'code' | 'facts'>): string {
  const [what, next] = ERRORS[locale][code]
  return `spindle: ${fill(what, facts)}\n         ${fill(next, facts)}\n`
}

function fill(text: string, facts: Facts): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = facts[name]
    return Array.isArray(fact) ? fact.join(', ') || '–' : String(fact ?? '–')
  })
}

export function usageText(locale: CliLocale, mistake: UsageMistake): string {
  const given = 'given' in mistake ? mistake.given : ''
  const korean = locale === 'ko'
  const what: Record<UsageMistake['mistake'], string> = korean
    ? {
        'unknown-command': `“${given}” 명령이 없습니다.`,
        'bad-option': `${given} 옵션을 쓸 수 없습니다.`,
        'no-program': '실행할 파일이나 lesson:이름이 필요합니다.',
        'bad-speed': `--speed는 0.1에서 1000 사이의 수입니다 (${given}).`,
        'bad-language': `--lang은 ts 또는 py입니다 (${given}).`,
      }
    : {
        'unknown-command': `there is no command “${given}”.`,
        'bad-option': `the option ${given} cannot be used like this.`,
        'no-program': 'name a file to run, or lesson:NAME.',
        'bad-speed': `--speed wants a number from 0.1 to 1000, not “${given}”.`,
        'bad-language': `--lang wants ts or py, not “${given}”.`,
      }
  const next = korean ? '“spindle --help”에 사용법이 있습니다.' : '“spindle --help” shows how it is used.'
  return `spindle: ${what[mistake.mistake]}\n         ${next}\n`
}

export const HELP: Readonly<Record<CliLocale, string>> = {
  en: `Runs programs of real threads and processes.

  spindle run [options] FILE [args…]      run a .ts, .js or .py program
  spindle run [options] lesson:NAME       run the program of a lesson
  spindle lessons                         list the lessons

Options of run
  --prefix         put the unit's name before each line
  --json           print events as JSON, one a line (docs/events.md)
  --speed N        make sleeps and time limits N times shorter (0.1 to 1000)
  --no-samples     with --json: no samples of CPU and memory
  --python PATH    the Python to use
  --lang ts|py     the language of a lesson's program (ts)

Input, output, Ctrl-C and the exit code are the program's own.

  spindle --help, spindle --version
`,
  ko: `진짜 스레드와 프로세스로 된 프로그램을 실행합니다.

  spindle run [옵션] 파일 [인자…]         .ts, .js, .py 프로그램 실행
  spindle run [옵션] lesson:이름          수업 프로그램 실행
  spindle lessons                         수업 목록

run의 옵션
  --prefix         줄마다 앞에 유닛 이름을 붙입니다
  --json           이벤트를 한 줄에 하나씩 JSON으로 출력합니다 (docs/events.md)
  --speed N        모든 sleep을 N배 짧게 합니다 (0.1–1000)
  --no-samples     --json에서 CPU와 메모리 측정을 뺍니다
  --python 경로    사용할 Python
  --lang ts|py     수업 프로그램의 언어 (ts)

입력, 출력, Ctrl-C, 종료 코드는 모두 프로그램 자신의 것입니다.

  spindle --help, spindle --version
`,
}
