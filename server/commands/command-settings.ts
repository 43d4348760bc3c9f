import { loadSettings } from '../config/load-settings.ts';
import type { Settings } from '../config/settings.ts';
import type { ParsedCommand } from './command.ts';

/** Options that set settings, shared by `start`, `collect` and `config`. */
export const settingsOptions = {
  data: { type: 'string' },
  config: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'collect-port': { type: 'string' },
  memory: { type: 'string' },
  'log-level': { type: 'string' },
} as const;

/** Settings of a command line over file and environment. @throws CodedError CONFIG_INVALID, USAGE */
export function settingsOf(parsed: ParsedCommand): Settings {
  const given = {
    dataDir: parsed.text('data'),
    host: parsed.text('host'),
    port: parsed.number('port'),
    collectPort: parsed.number('collect-port'),
    memory: parsed.text('memory'),
    logLevel: parsed.text('log-level'),
  };
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return loadSettings({ file: parsed.text('config') ?? null, environment: process.env, options });
}
