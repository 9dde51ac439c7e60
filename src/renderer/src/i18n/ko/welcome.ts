/** What a person reads who opens Spindle for the first time. */
export const welcome = {
  title: '스핀들에 오신 것을 환영합니다',
  what: '스레드와 프로세스를 진짜로 실행하며 배우는 실험실입니다.',
  real: '프로그램을 실행하면 진짜 스레드와 프로세스가 생깁니다.',
  see: '하나하나가 무엇을 하고 누구를 기다리는지 같은 줄에서 봅니다.',
  offline: '모두 이 컴퓨터 안에서 일어납니다. 네트워크는 쓰지 않습니다.',
  start: '1번 수업 실행하기',
} as const
