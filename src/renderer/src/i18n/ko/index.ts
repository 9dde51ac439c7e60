import { about } from './about'
import { action } from './action'
import { app } from './app'
import { command } from './command'
import { compare } from './compare'
import { end } from './end'
import { error } from './error'
import { freeLab } from './free-lab'
import { history } from './history'
import { inspector } from './inspector'
import { keys } from './keys'
import { lesson } from './lesson'
import { log } from './log'
import { picture } from './picture'
import { program } from './program'
import { refusal } from './refusal'
import { repeat } from './repeat'
import { run } from './run'
import { settings } from './settings'
import { state } from './state'
import { status } from './status'
import { timeline } from './timeline'
import { unit } from './unit'
import { welcome } from './welcome'

export const ko = {
  about,
  action,
  app,
  command,
  compare,
  end,
  error,
  freeLab,
  history,
  inspector,
  keys,
  lesson,
  log,
  picture,
  program,
  refusal,
  repeat,
  run,
  settings,
  state,
  status,
  timeline,
  unit,
  welcome,
} as const
