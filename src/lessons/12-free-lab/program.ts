/**
 * 자유 실험실: 내가 MainThread입니다. 한 줄을 읽을 때마다 적힌 일을 하나 합니다.
 *
 * thread 할일 [name=이름] [daemon] [arg=값]     스레드를 만듭니다 (시작하지는 않습니다)
 * process 할일 [name=이름] [daemon] [arg=값]    프로세스를 만듭니다
 * start 이름 · join 이름 [초] · daemon 이름 on|off · alive 이름
 * terminate 이름 · kill 이름 · end (메인의 코드를 끝냅니다)
 *
 * 빈칸이 든 이름과 값은 큰따옴표로 묶습니다.
 */
import { EOFError, KeyboardInterrupt, SystemExit, ValueError } from 'spindle/builtins'
import { input, perfCounter, print, printWith, sleep } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'
import { Thread } from 'spindle/threading'

export function count(limit = 10) {
  for (let number = 1; number <= limit; number++) {
    print(`${number}까지 셈`)
    sleep(1)
  }
}

export function nap(seconds = 5) {
  print(`${seconds}초 동안 잡니다`)
  sleep(seconds)
  print('일어났습니다')
}

export function ask(question = '검색어를 입력하세요.') {
  const answer = input(`${question} `)
  print(`받은 답 [${answer}]`)
}

export function burn(seconds = 5) {
  const until = perfCounter() + seconds
  let number = 0
  let found = 0
  while (perfCounter() < until) {
    number++
    let other = 2
    while (other * other <= number && number % other !== 0) other++
    if (number > 1 && other * other > number) found++
  }
  print(`${number}까지 소수 ${found}개`)
}

export function grow(megabytes = 100) {
  const held: Uint8Array[] = []
  while (held.length * 10 < megabytes) {
    held.push(new Uint8Array(10_000_000).fill(1))
    print(`${held.length * 10} MB 가지고 있음`)
    sleep(0.5)
  }
  sleep(5)
}

export function crash(message = '일부러 낸 오류') {
  sleep(1)
  throw new ValueError(message)
}

export function stubborn(seconds = 30) {
  process.on('SIGTERM', () => {})
  for (let number = 1; number <= seconds; number++) {
    print(`SIGTERM은 듣지 않습니다 · ${number}`)
    sleep(1)
  }
}

export function flood(lines = 100_000) {
  for (let number = 1; number <= lines; number++) print(`${number}번째 줄`)
}

type Unit = Thread | Process
type Value = string | number

const kinds = new Map<string, typeof Thread | typeof Process>([
  ['thread', Thread],
  ['process', Process],
])
const tasks = new Map<string, (...args: any[]) => void>(
  Object.entries({ count, sleep: nap, ask, burn, grow, crash, stubborn, flood }),
)
const units = new Map<string, Unit>()

function wordsOf(line: string): string[] {
  const quoted = /(?:[^\s"]|"(?:[^"\\]|\\.)*")+/g
  if (line.replace(quoted, '').trim()) throw new ValueError('큰따옴표가 닫히지 않았습니다')
  return line.match(quoted) ?? []
}

function textOf(word: string): string {
  return word.startsWith('"') ? JSON.parse(word) : word
}

function valueOf(word: string): Value {
  const text = textOf(word)
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

function unitCalled(word: string): Unit {
  const unit = units.get(textOf(word))
  if (!unit) throw new ValueError(`없는 이름: ${textOf(word)}`)
  return unit
}

function create(kind: string, task: string, ...options: string[]) {
  const target = tasks.get(task)
  const Kind = kinds.get(kind)
  if (!target || !Kind) throw new ValueError(`없는 할 일: ${task}`)
  let name: string | undefined
  let daemon = false
  let args: Value[] = []
  for (const option of options) {
    const [, key, word] = /^(name|arg)=(.+)$/s.exec(option) ?? []
    if (key === 'name') name = textOf(word) || undefined
    else if (key === 'arg') args = [valueOf(word)]
    else if (option === 'daemon') daemon = true
    else throw new ValueError(`모르는 말: ${option}`)
  }
  for (let number = 1; name === undefined; number++) {
    const free = number === 1 ? task : `${task}-${number}`
    if (!units.has(free)) name = free
  }
  if (units.has(name)) throw new ValueError(`이미 있는 이름: ${name}`)
  units.set(name, new Kind({ target, name, args, daemon }))
}

function act(verb: string, ...rest: string[]) {
  const [name, more] = rest
  if (kinds.has(verb) && rest.length > 0) create(verb, name, ...rest.slice(1))
  else if (verb === 'start' && rest.length === 1) unitCalled(name).start()
  else if (verb === 'join' && rest.length === 1) unitCalled(name).join()
  else if (verb === 'join' && rest.length === 2) unitCalled(name).join(Number(more))
  else if (verb === 'daemon' && rest.length === 2 && (more === 'on' || more === 'off'))
    unitCalled(name).daemon = more === 'on'
  else if (verb === 'terminate' && rest.length === 1) (unitCalled(name) as Process).terminate()
  else if (verb === 'kill' && rest.length === 1) (unitCalled(name) as Process).kill()
  else if (verb === 'alive' && rest.length === 1)
    print(`${textOf(name)} 살아 있음 ${unitCalled(name).isAlive()}`)
  else throw new ValueError(`모르는 명령: ${[verb, ...rest].join(' ')}`)
}

export function main() {
  for (;;) {
    let line: string
    try {
      line = input().trim()
    } catch (error) {
      if (error instanceof EOFError) return
      throw error
    }
    if (line === 'end') return
    try {
      const [verb, ...rest] = wordsOf(line)
      if (verb !== undefined) act(verb, ...rest)
    } catch (error) {
      if (error instanceof KeyboardInterrupt || error instanceof SystemExit) throw error
      printWith({ file: 'stderr' }, error instanceof Error ? `${error.name}: ${error.message}` : error)
    }
  }
}
