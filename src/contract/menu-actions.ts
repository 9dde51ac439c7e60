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
  'view.show-units',
  'view.show-code',
  'view.show-log',
  'view.show-lessons',
  'view.projector',
  'view.theme',
  'view.locale',
  'view.palette',
  'view.settings',
  'log.find',
  'log.merge',
  'picture.compose',
  'picture.window',
  'help.keys',
  'help.about',
] as const
export type MenuAction = (typeof MENU_ACTIONS)[number]

/** Their keys: `Mod` is Ctrl, and Cmd on macOS. The page listens for them; the desktop menu only shows them. */
export const MENU_KEYS: Readonly<Partial<Record<MenuAction, string>>> = {
  'program.new': 'Mod+Alt+N',
  'program.open': 'Mod+O',
  'program.save': 'Mod+S',
  'program.save-as': 'Mod+Alt+S',
  'run.start': 'F5',
  'run.stop': 'F6',
  'run.restart': 'Mod+Shift+F5',
  'view.units': 'Mod+1',
  'view.code': 'Mod+2',
  'view.log': 'Mod+3',
  'view.lessons': 'Mod+4', // Mod+0 is the usual size
  'view.show-units': 'Mod+Alt+1',
  'view.show-code': 'Mod+Alt+2',
  'view.show-log': 'Mod+Alt+3',
  'view.show-lessons': 'Mod+Alt+4',
  'view.projector': 'Mod+Alt+P',
  'view.theme': 'Mod+Shift+L',
  'view.locale': 'Mod+Shift+K',
  'view.palette': 'Mod+Shift+P',
  'view.settings': 'Mod+,',
  'log.find': 'Mod+F',
  'log.merge': 'Mod+M',
  'picture.compose': 'Mod+Shift+S',
  'picture.window': 'Mod+Alt+Shift+S',
  'help.keys': 'F1',
}
