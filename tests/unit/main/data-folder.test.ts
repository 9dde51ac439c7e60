import { expect, test } from 'vitest'
import { dataFolder } from '../../../src/main/data-folder'

test.each([
  ['linux', {}, '/home/kim/.config/Spindle'],
  ['linux', { XDG_CONFIG_HOME: '/cfg' }, '/cfg/Spindle'],
  ['darwin', {}, '/home/kim/Library/Application Support/Spindle'],
  ['win32', { APPDATA: '/roaming' }, '/roaming/Spindle'],
  ['linux', { SPINDLE_DATA: '/elsewhere', XDG_CONFIG_HOME: '/cfg' }, '/elsewhere'],
] as const)('on %s with %j it is %s', (platform, env, folder) => {
  expect(dataFolder({ platform, env, home: '/home/kim' })).toBe(folder)
})
