/**
 * What the lessons' programs say to their reader, in Korean and in English. The programs are written in Korean;
 * their English is made by putting one phrase for the other, so that both are the same program line by line.
 */
import type { Edit, LessonLocale } from './lesson'

/** Korean and English. A phrase in a template is given with the template of each language it is written in. */
const PHRASES: readonly (readonly [ko: string, en: string])[] = [
  // 1 and 2: a thread, and input
  [
    '스레드 하나를 만들고, 그 스레드 안에서 입력을 기다립니다.',
    'Makes one thread and waits for input inside it.',
  ],
  [
    '1번 수업의 프로그램에 한 줄을 더해, 스레드를 데몬으로 만듭니다.',
    'One line more than the program of lesson 1: the thread becomes a daemon.',
  ],
  ['스레드: 시작', 'thread: start'],
  ['검색어를 입력하세요.', 'What shall I look for?'],
  ['스레드: [${word}] 찾는 중', 'thread: looking for [${word}]'],
  ['스레드: [{word}] 찾는 중', 'thread: looking for [{word}]'],
  ['스레드: 끝', 'thread: end'],
  ['메인: 시작', 'main: start'],
  ['메인: 끝', 'main: end'],
  ['메인: 이제 내 할 일을 합니다', 'main: now I do my own work'],
  ['메인: 다 했습니다', 'main: all done'],
  // 3: two threads and join
  [
    '사는 쪽과 파는 쪽이 함께 일하고, 메인은 둘을 기다립니다.',
    'Buyer and seller work side by side, and main waits for both.',
  ],
  ['시세 요청', 'ask the price'],
  ['분석', 'analyse'],
  ['시점 계산', 'find the moment'],
  ['매수', 'buy'],
  ['매도', 'sell'],
  ['${number}회차 ', 'round ${number}: '],
  ['{number}회차 ', 'round {number}: '],
  ['메인: 장을 마감합니다', 'main: the market closes'],
  // 4: a process and its PID
  [
    '프로세스 하나를 시작하고, 부모와 자식의 PID를 견줍니다.',
    'Starts one process and compares the PIDs of parent and child.',
  ],
  ['자식: 받은 인자 ', 'child: got the argument '],
  ['자식: 내 PID ', 'child: my PID '],
  ['메인: 내 PID ', 'main: my PID '],
  ['안녕하세요', 'hello'],
  ['하나', 'one'],
  ['둘', 'two'],
  ['셋', 'three'],
  // 5: subclassing Process
  [
    'Process를 상속해, 할 일과 자료를 한 클래스에 담습니다.',
    'A subclass of Process holds the work and its data in one class.',
  ],
  ['] 시작', '] start'],
  ['] 끝', '] end'],
  ['메인: 자식을 기다립니다', 'main: waiting for the child'],
  ['메인: 자식의 exit code ', 'main: exit code of the child '],
  ['장부가 맞지 않습니다', 'the books do not balance'],
  // 6: terminate and is_alive
  ['일하는 자식에게 1초 뒤 종료 신호를 보냅니다.', 'Tells a working child to end, after a second.'],
  ['메인: [1초 뒤] 살아 있음 ', 'main: [after 1 s] alive '],
  ['메인: 종료 신호를 보냈습니다', 'main: the signal is sent'],
  ['메인: [보낸 직후] 살아 있음 ', 'main: [just sent] alive '],
  ['메인: [join한 뒤] 살아 있음 ', 'main: [after join] alive '],
  // 12: the Free lab
  [
    '자유 실험실: 내가 MainThread입니다. 한 줄을 읽을 때마다 적힌 일을 하나 합니다.',
    'The Free lab: you are MainThread. Each line that is read says one thing to do.',
  ],
  [
    'thread 할일 [name=이름] [daemon] [arg=값]     스레드를 만듭니다 (시작하지는 않습니다)',
    'thread TASK [name=NAME] [daemon] [arg=VALUE]     makes a thread (and does not start it)',
  ],
  [
    'process 할일 [name=이름] [daemon] [arg=값]    프로세스를 만듭니다',
    'process TASK [name=NAME] [daemon] [arg=VALUE]    makes a process',
  ],
  [
    'start 이름 · join 이름 [초] · daemon 이름 on|off · alive 이름',
    'start NAME · join NAME [SECONDS] · daemon NAME on|off · alive NAME',
  ],
  [
    'terminate 이름 · kill 이름 · end (메인의 코드를 끝냅니다)',
    'terminate NAME · kill NAME · end (the code of main is over)',
  ],
  [
    '빈칸이 든 이름과 값은 큰따옴표로 묶습니다.',
    'Names and values with blanks in them stand in double quotes.',
  ],
  ['${number}까지 셈', 'counted to ${number}'],
  ['{number}까지 셈', 'counted to {number}'],
  ['${seconds}초 동안 잡니다', 'sleeping for ${seconds} s'],
  ['{seconds}초 동안 잡니다', 'sleeping for {seconds} s'],
  ['일어났습니다', 'awake'],
  ['받은 답 ', 'the answer is '],
  ['${number}까지 소수 ${found}개', '${found} primes up to ${number}'],
  ['{number}까지 소수 {found}개', '{found} primes up to {number}'],
  [' MB 가지고 있음', ' MB held'],
  ['일부러 낸 오류', 'an error on purpose'],
  ['SIGTERM은 듣지 않습니다', 'not listening to SIGTERM'],
  ['${number}번째 줄', 'line ${number}'],
  ['{number}번째 줄', 'line {number}'],
  ['큰따옴표가 닫히지 않았습니다', 'a double quote is not closed'],
  ['없는 이름: ', 'no such name: '],
  ['없는 할 일: ', 'no such task: '],
  ['모르는 말: ', 'unknown word: '],
  ['이미 있는 이름: ', 'name already taken: '],
  [' 살아 있음 ', ' alive '],
  ['모르는 명령: ', 'unknown command: '],
]

/** The longest first, so that no phrase is taken apart by a shorter one in it. */
const LONGEST_FIRST = [...PHRASES].sort(([a], [b]) => b.length - a.length)

/** A program text of the lessons, or a part of one, in the reader's language. */
export function wordsIn(locale: LessonLocale, text: string): string {
  if (locale === 'ko') return text
  return LONGEST_FIRST.reduce((changed, [ko, en]) => changed.replaceAll(ko, () => en), text)
}

/** The edits of a change, for the program in that language. */
export const editsIn = (locale: LessonLocale, edits: readonly Edit[]): readonly Edit[] =>
  edits.map(({ find, replace }) => ({ find: wordsIn(locale, find), replace: wordsIn(locale, replace) }))
