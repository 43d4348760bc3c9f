/** Groups of what the palette finds, in the order they are shown where nothing else decides. */
export const commandGroups = [
  'id',
  'page',
  'action',
  'app',
  'dashboard',
  'exploration',
  'analysis',
  'segment',
  'event',
  'parameter',
] as const;
/** A group of what the palette finds. */
export type CommandGroup = (typeof commandGroups)[number];

/** Something to go to or to do. */
export interface Command {
  /** Stays the same, so that recent ones are known again. */
  readonly id: string;
  readonly group: CommandGroup;
  readonly text: string;
  /** Other words it is found by: the raw name, the path. */
  readonly words?: string;
  run(): void;
}
