export const settings = {
  theme: '테마',
  system: '시스템',
  light: '밝게',
  dark: '어둡게',
  pythonAuto: '알아서 고르기',
  gil: 'GIL {gil}',
  projectorHint: '글자와 레인을 크고 진하게 그립니다',
  zoom: '크기',
  zoomHint: '100–200 %',
  layout: '화면 배치',
  resetLayout: '처음으로 되돌리기',
} as const
