import type { ErrorEntry } from '../error-entry.ts';

/** Errors of projects, pipelines and runs. */
export const pipelineErrors = {
  PROJECT_ID_INVALID: {
    status: 400,
    message: '{projectId} cannot be a project id.',
    action: 'Begin with a lower-case letter, then lower-case letters, digits or underscores, at most 127.',
  },
  PROJECT_EXISTS: {
    status: 409,
    message: 'There is a project {projectId}, or there was one whose data stays under this id.',
    action: 'Choose another id.',
  },
  CONFIRMATION_WRONG: {
    status: 400,
    message: 'The confirmation must be {expected}.',
    action: 'Type the id exactly; nothing was changed.',
  },
  FIELD_REQUIRED: {
    status: 400,
    message: 'is needed',
    action: 'Fill the field.',
  },
  FIELD_OUT_OF_RANGE: {
    status: 400,
    message: 'must be a whole number from {min} to {max}',
    action: 'Choose a value within the range.',
  },
  FIELD_INVALID: {
    status: 400,
    message: '{reason}',
    action: 'Correct the field.',
  },
  FIELD_UNKNOWN_HERE: {
    status: 400,
    message: 'is not a field of a pipeline',
    action: 'Remove it, or correct its name; docs/pipelines.md lists the fields.',
  },
  PIPELINE_INVALID: {
    status: 400,
    message: 'The pipeline cannot be used: {problems}.',
    action: 'Correct the fields named; nothing was changed.',
  },
  PIPELINE_EXISTS: {
    status: 409,
    message: 'Project {projectId} has a pipeline.',
    action: 'Change that one, or delete it first.',
  },
  PIPELINE_VERSION_STALE: {
    status: 409,
    message: '{author} changed the pipeline meanwhile; it has version {version}, not {expectedVersion}.',
    action: 'Look at the new version, then change it again; nothing was changed.',
  },
  PIPELINE_STATE: {
    status: 409,
    message: 'The pipeline is {state}: it cannot be asked to {action}.',
    action: 'Wait until it has settled, or choose an action that its page offers.',
  },
  PIPELINE_FIELD_FIXED: {
    status: 409,
    message: '{field} is fixed by {source}.',
    action: 'Change it there, then start the server again.',
  },
  PROFILE_NOT_AVAILABLE: {
    status: 400,
    message: 'the profile {profile} is not deployed by this server',
    action: 'Use the profile embedded.',
  },
  SINK_NOT_IN_PROFILE: {
    status: 400,
    message: 'the sink {kind} does not run in the profile embedded',
    action: 'Use the sink file.',
  },
  PORT_IN_USE: {
    status: 400,
    message: 'port {port} is in use by {user}',
    action: 'Use {offer}, or free the port.',
  },
  SCHEDULE_INVALID: {
    status: 400,
    message: 'is no schedule: {reason}',
    action: 'Write continuous, rate(N minutes) or a cron line.',
  },
  PLUGIN_UNKNOWN: {
    status: 400,
    message: 'there is no plug-in {name} {version}',
    action: 'Upload it, or choose one of the list.',
  },
  CERTIFICATE_OTHER_DOMAIN: {
    status: 400,
    message: 'the certificate {certFile} is not for {domain}',
    action: 'Use a certificate that names the domain.',
  },
  CERTIFICATE_EXPIRED: {
    status: 400,
    message: 'the certificate {certFile} ended on {date}',
    action: 'Put a new certificate there; it is read again by itself.',
  },
  STUDIO_OFF: {
    status: 409,
    message: 'Analytics Studio is switched off for project {projectId}.',
    action: 'Switch it on in the pipeline, step Reporting.',
  },
  RUN_NOT_REPEATABLE: {
    status: 409,
    message: 'This run cannot be repeated: {reason}.',
    action: 'Choose a run of the kind load or rebuild whose raw records are kept.',
  },
  RUN_NOT_CANCELLABLE: {
    status: 409,
    message: 'This run cannot be cancelled: {reason}.',
    action: 'Wait until it has ended.',
  },
} as const satisfies Record<string, ErrorEntry>;
