export const keys = {
  everywhere: '어디서나',
  inGrid: '유닛에 초점이 있을 때',
  move: '줄 옮기기',
  range: '여러 줄 고르기',
  all: '모두 고르기',
  one: '줄 하나 더 고르기와 빼기',
  mode: '프로세스별과 표 바꾸기',
  fold: '프로세스 접기와 펼치기',
  zoom: '타임라인 확대와 축소',
  event: '이 유닛의 앞뒤 변화로 가기',
  mark: '재는 구간의 앞 끝과 뒤 끝 (눈금자 끌기, 레인에서 Shift+끌기)',
} as const
