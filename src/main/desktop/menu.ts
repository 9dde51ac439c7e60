/** The menu as a template. Items that are the page's actions are only told to the page: it knows what they do. */
import type { MenuItemConstructorOptions } from 'electron'
import { MENU_KEYS, type MenuAction } from '../../contract/menu-actions'
import { wordsOf, type ShellLocale, type ShellWord } from './words'

export interface MenuFacts {
  readonly locale: ShellLocale
  readonly platform: NodeJS.Platform
  readonly onAction: (action: MenuAction) => void
}

export function menuTemplate({ locale, platform, onAction }: MenuFacts): MenuItemConstructorOptions[] {
  const words = wordsOf(locale)
  const isMac = platform === 'darwin'
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const action = (name: MenuAction): MenuItemConstructorOptions => ({
    id: name,
    label: words[name],
    accelerator: MENU_KEYS[name]?.replace('Mod', 'CmdOrCtrl'),
    registerAccelerator: false, // the page listens for it, in both shells alike
    click: () => onAction(name),
  })
  const role = (
    name: NonNullable<MenuItemConstructorOptions['role']>,
    word: ShellWord,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    role: name,
    label: words[word],
    ...(accelerator ? { accelerator } : {}),
  })
  const menu = (word: ShellWord, submenu: MenuItemConstructorOptions[]): MenuItemConstructorOptions => ({
    label: words[word],
    submenu,
  })

  const appMenu: MenuItemConstructorOptions = {
    label: 'Spindle',
    submenu: [
      action('help.about'),
      separator,
      action('view.settings'),
      separator,
      role('hide', 'hide'),
      role('hideOthers', 'hideOthers'),
      role('unhide', 'unhide'),
      separator,
      role('quit', 'quit'),
    ],
  }
  return [
    ...(isMac ? [appMenu] : []),
    menu('file', [
      action('program.new'),
      action('program.open'),
      separator,
      action('program.save'),
      action('program.save-as'),
      separator,
      action('picture.compose'),
      action('picture.window'),
      separator,
      ...(isMac ? [role('close', 'close')] : [action('view.settings'), separator, role('quit', 'quit')]),
    ]),
    menu('edit', [
      role('undo', 'undo'),
      role('redo', 'redo'),
      separator,
      role('cut', 'cut'),
      role('copy', 'copy'),
      role('paste', 'paste'),
      role('selectAll', 'selectAll'),
      separator,
      action('log.find'),
    ]),
    menu('run', [action('run.start'), action('run.stop'), action('run.restart')]),
    menu('view', [
      action('view.palette'),
      separator,
      action('view.units'),
      action('view.code'),
      action('view.log'),
      action('view.lessons'),
      action('log.merge'),
      separator,
      action('view.show-units'),
      action('view.show-code'),
      action('view.show-log'),
      action('view.show-lessons'),
      separator,
      action('view.projector'),
      action('view.theme'),
      action('view.locale'),
      separator,
      role('resetZoom', 'resetZoom', 'CmdOrCtrl+0'),
      role('zoomIn', 'zoomIn', 'CmdOrCtrl+='),
      role('zoomOut', 'zoomOut', 'CmdOrCtrl+-'),
      role('togglefullscreen', 'fullscreen'),
    ]),
    menu('window', [role('minimize', 'minimize'), role('close', 'close')]),
    menu('help', [
      action('help.keys'),
      role('toggleDevTools', 'devTools'),
      ...(isMac ? [] : [separator, action('help.about')]),
    ]),
  ]
}
