/** Second keys after `g`, and the pages they go to. */
export const goKeys: Readonly<Record<string, string>> = {
  d: 'dashboards',
  r: 'realtime',
  e: 'explore/event',
  a: 'analyzes',
  s: 'segments',
  m: 'data-management/events',
  p: 'pipeline',
  l: 'ledger',
};

/** Single keys, and the part of a page (`data-shortcut`) whose first control they press. */
export const partKeys: Readonly<Record<string, string>> = { t: 'time', c: 'compare', v: 'view', e: 'edit' };

/** What the list of shortcuts shows: keys and message. */
export const shortcutList: readonly (readonly [keys: readonly string[], message: string])[] = [
  [['Ctrl', 'K'], 'palette.key.palette'],
  [['?'], 'palette.key.list'],
  [['/'], 'palette.key.filter'],
  [['t'], 'palette.key.time'],
  [['c'], 'palette.key.compare'],
  [['←', '→'], 'palette.key.period'],
  [['v'], 'palette.key.view'],
  [['e'], 'palette.key.edit'],
  ...Object.keys(goKeys).map((key): readonly [readonly string[], string] => [
    ['g', key],
    `palette.go.${key}`,
  ]),
  [['Ctrl', 'Enter'], 'palette.key.run'],
  [['Ctrl', 'S'], 'palette.key.save'],
  [['Ctrl', 'Z'], 'palette.key.undo'],
  [['Ctrl', 'Shift', 'Z'], 'palette.key.redo'],
  [['Esc'], 'palette.key.close'],
];
