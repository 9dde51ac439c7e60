export const about = {
  what: '스레드와 프로세스를 진짜로 실행하며 배우는 오프라인 실험실입니다.',
  version: '스핀들',
  cores: '코어',
  platform: '운영체제',
  shell: '실행 방식',
  desktop: '데스크톱 앱',
  browser: '브라우저',
} as const
