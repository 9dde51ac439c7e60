import type { Translated } from '..'
import type { settings as ko } from '../ko/settings'

export const settings: Translated<typeof ko> = {
  theme: 'Theme',
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  pythonAuto: 'Choose for me',
  gil: 'GIL {gil}',
  projectorHint: 'Larger type and lanes, stronger lines',
  zoom: 'Zoom',
  zoomHint: '100–200 %',
  layout: 'Layout',
  resetLayout: 'Reset',
}
