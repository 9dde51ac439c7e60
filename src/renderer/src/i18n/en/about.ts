import type { Translated } from '..'
import type { about as ko } from '../ko/about'

export const about: Translated<typeof ko> = {
  what: 'An offline lab in which you learn threads and processes by running real ones.',
  version: 'Spindle',
  cores: 'Cores',
  platform: 'System',
  shell: 'Shell',
  desktop: 'Desktop app',
  browser: 'Browser',
}
