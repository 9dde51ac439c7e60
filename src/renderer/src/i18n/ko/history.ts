export const history = {
  title: '실행 기록',
  empty: '아직 실행한 것이 없습니다',
  emptyHint: '수업이나 자유 실험실에서 실행하면 여기에 남습니다.',
  program: '프로그램',
  startedAt: '시작',
  took: '걸린 시간',
  result: '결과',
  lines: '로그',
  open: '열기',
  remove: '지우기',
  removed: '{title} 기록을 지웠습니다',
} as const
