import type { Translated } from '..'
import type { welcome as ko } from '../ko/welcome'

export const welcome: Translated<typeof ko> = {
  title: 'Welcome to Spindle',
  what: 'A lab in which you learn threads and processes by running real ones.',
  real: 'Run a program, and it makes real threads and real processes.',
  see: 'What each of them does, and whom it waits for, stands on one line.',
  offline: 'All of it happens on this machine. No network is used.',
  start: 'Run lesson 1',
}
