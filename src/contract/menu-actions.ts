/**
 * What the menu of a shell can ask the page to do. The page's own list of actions (buttons, keys, palette)
 * contains at least these; the desktop menu is built from them, so that each command exists once.
 */
export const MENU_ACTIONS = [
  'program.new',
  'program.open',
  'program.save',
  'program.save-as',
  'run.start',
  'run.stop',
  'run.restart',
  'view.units',
  'view.code',
  'view.log',
  'view.lessons',
  'view.theme',
  'view.locale',
  'view.palette',
  'view.settings',
  'log.find',
  'log.merge',
  'picture.compose',
  'help.keys',
  'help.about',
] as const
export type MenuAction = (typeof MENU_ACTIONS)[number]
