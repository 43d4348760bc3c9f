import { serve } from '../supervisor/serve.ts';
import { type Command, parseCommand } from './command.ts';
import { settingsOptions } from './command-settings.ts';

/** `millstream start`: everything. */
export const command: Command = {
  usage:
    'start [--data DIR] [--port N] [--collect-port N] [--host ADDRESS] [--memory SIZE] [--config FILE] [--demo]',
  summary:
    'Run collector, processing and warehouse; --demo adds a demo shop with 30 past days and live traffic.',
  run(args) {
    const parsed = parseCommand(args, { ...settingsOptions, demo: { type: 'boolean' } }, 0);
    return serve(parsed, { withEngine: true, demo: parsed.flag('demo') });
  },
};
