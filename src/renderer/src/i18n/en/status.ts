import type { Translated } from '..'
import type { status as ko } from '../ko/status'

export const status: Translated<typeof ko> = {
  hostPid: 'Host PID {pid}',
  units: '{n} {n:unit|units} alive',
  processes: '{n} {n:process|processes}',
  cores: '{used} of {all} {all:core|cores}',
  memory: 'Memory {size}',
  logRate: '{n} log lines/s',
  offline: 'Offline',
  offlineHint: 'Spindle does not use the internet',
  typescript: 'TypeScript · Node {version}',
  python: 'Python {version} · GIL {gil}',
  pythonMissing: 'No Python',
  pythonSearch: 'Looking for Python…',
  gilOn: 'on',
  gilOff: 'off',
  label: 'Status bar',
}
