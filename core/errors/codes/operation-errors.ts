import type { ErrorEntry } from '../error-entry.ts';

/** Errors of operations: plug-ins, replays, alarms, backups. */
export const operationErrors = {
  COLLECTOR_UNREACHABLE: {
    status: 503,
    message: 'The collector {url} does not answer: {reason}.',
    action: 'Look at the pipeline: it may be starting, paused or failed.',
  },
  RAW_RECORD_NOT_KEPT: {
    status: 404,
    message: 'Line {line} of the raw file {file} is not kept any longer.',
    action: 'Raw records are kept for the days set in the pipeline; what they gave stays stored.',
  },
  PLUGIN_NOTHING_TO_TRY: {
    status: 400,
    message: 'There is no record to try the plug-in on.',
    action: 'Send events first, or paste records.',
  },
  PLUGIN_UPLOAD_INVALID: {
    status: 400,
    message: 'The file cannot be taken as a plug-in: {reason}.',
    action: 'Upload a .js, .mjs or .ts module, or a .zip with one, by the contract in docs/plugins.md.',
  },
  PLUGIN_VERSION_EXISTS: {
    status: 409,
    message: '{name} {version} is there already, with other content.',
    action: 'Raise the version in definePlugin, then upload again.',
  },
  PLUGIN_IN_USE: {
    status: 409,
    message: '{name} {version} is used by {projects}.',
    action: 'Take it out of these pipelines first.',
  },
  UPLOAD_TOO_LARGE: {
    status: 413,
    message: 'The file is larger than {limit} bytes.',
    action: 'Upload a smaller file.',
  },
  REPLAY_RUNNING: {
    status: 409,
    message: 'Another replay of this project is running.',
    action: 'Wait for its end, or cancel it.',
  },
  ALARM_TARGET_FAILED: {
    status: 502,
    message: '{target} did not take the message: {reason}.',
    action: 'Check the address and the settings, then send the test again.',
  },
  MAIL_NOT_CONFIGURED: {
    status: 409,
    message: 'No mail server is set.',
    action: 'Enter the SMTP server under Settings, Alarm targets.',
  },
  BACKUP_RUNNING: {
    status: 409,
    message: 'A backup is being made.',
    action: 'Wait for its end.',
  },
  BACKUP_FAILED: {
    status: 500,
    message: 'The backup could not be made: {reason}.',
    action: 'Check free space and permissions of the folder; the data itself is untouched.',
  },
  BACKUP_INVALID: {
    status: 400,
    message: '{path} is no whole backup: {reason}.',
    action: 'Choose a folder that a backup of Millstream was written to.',
  },
  DATA_DIRECTORY_NOT_EMPTY: {
    status: 409,
    message: 'The data directory {dataDir} holds data.',
    action: 'Restore into an empty directory, or add --replace: what is there is moved aside, not deleted.',
  },
} as const satisfies Record<string, ErrorEntry>;
