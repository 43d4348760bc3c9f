import {
  type GivenSettings,
  givenSettings,
  loadSettings,
  type SettingsSources,
} from '../config/load-settings.ts';
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

function sourcesOf(parsed: ParsedCommand): SettingsSources {
  const given = {
    dataDir: parsed.text('data'),
    host: parsed.text('host'),
    port: parsed.number('port'),
    collectPort: parsed.number('collect-port'),
    memory: parsed.text('memory'),
    logLevel: parsed.text('log-level'),
  };
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { file: parsed.text('config') ?? null, environment: process.env, options };
}

/** Settings of a command line over file and environment. @throws CodedError CONFIG_INVALID, USAGE */
export function settingsOf(parsed: ParsedCommand): Settings {
  return loadSettings(sourcesOf(parsed));
}

/** Which settings a person gave by hand. @throws CodedError CONFIG_INVALID, USAGE */
export function givenOf(parsed: ParsedCommand): GivenSettings {
  return givenSettings(sourcesOf(parsed));
}
