import { serve } from '../supervisor/serve.ts';
import { type Command, parseCommand } from './command.ts';
import { settingsOptions } from './command-settings.ts';

/** `millstream collect`: the collector alone. */
export const command: Command = {
  usage: 'collect [options of start]',
  summary: 'Run the collector alone; what it stores waits for `start` on the same data directory.',
  run(args) {
    return serve(parseCommand(args, settingsOptions, 0), { withEngine: false, demo: false });
  },
};
