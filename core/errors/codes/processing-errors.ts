import type { ErrorEntry } from '../error-entry.ts';

/** Errors of processing. */
export const processingErrors = {
  FILE_UNREADABLE: {
    status: 400,
    message: 'The file {path} cannot be read.',
    action: 'Check the path and its permissions; .gz files must be whole gzip files.',
  },
  APP_LIST_EMPTY: {
    status: 400,
    message: 'The list of apps is empty.',
    action: 'Name at least one app.',
  },
  TRAFFIC_RULES_INVALID: {
    status: 400,
    message: 'The traffic-source rules in {path} are not valid: {problems}.',
    action: 'Correct the file; the rules in force stay as they were.',
  },
  TRAFFIC_RULES_UNWRITABLE: {
    status: 503,
    message: 'The traffic-source rules cannot be written to {path}.',
    action: 'Free space or fix permissions, then publish again; the rules in force stay as they were.',
  },
  PATTERN_INVALID: {
    status: 400,
    message: 'Not a regular expression: {place}, at character {character}: {reason}.',
    action: 'Correct the pattern; the rules in force stay as they were.',
  },
  PATTERN_TOO_SLOW: {
    status: 400,
    message: 'A regular expression takes too long on long texts: {place}.',
    action: 'Avoid repetitions inside repetitions, such as (a+)+; the rules in force stay as they were.',
  },
  GEOIP_UNREADABLE: {
    status: 400,
    message: 'The IP database {path} cannot be read.',
    action: 'Use a MaxMind-format city database (.mmdb).',
  },
  PLUGIN_INVALID: {
    status: 400,
    message: 'The plug-in {path} is not valid: {problems}.',
    action: 'Export definePlugin({...}) by the contract in docs/plugins.md; try `millstream plugin test`.',
  },
  PLUGIN_FAILED: {
    status: 500,
    message: 'The plug-in {plugin} failed: {reason}.',
    action: 'Its batch was kept without it; correct the plug-in, then rebuild the days concerned.',
  },
} as const satisfies Record<string, ErrorEntry>;
