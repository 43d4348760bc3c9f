/** What one error code means. `{name}` in the texts is filled from the error's details. */
export interface ErrorEntry {
  /** HTTP status an API answers with. */
  readonly status: number;
  /** What happened. */
  readonly message: string;
  /** What the reader can do next. */
  readonly action: string;
}

/** Every coded error of the product; `docs/errors.md` has a line for each (a test compares them). */
export const errorRegistry = {
  // Ingestion
  APP_UNKNOWN: {
    status: 403,
    message: 'The app id is missing or not registered.',
    action: 'Register it with `millstream app add ID`, or correct appId in the client.',
  },
  AUTHENTICATION_REQUIRED: {
    status: 401,
    message: 'The collector is guarded and the request carries no valid session or token.',
    action: 'Sign in at /login, or send Authorization: Bearer with a token of the configured issuer.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    message: 'The body is larger than the limit of {limit} bytes.',
    action: 'Send fewer events in one request.',
  },
  BODY_UNREADABLE: {
    status: 400,
    message: 'The body could not be inflated by its Content-Encoding.',
    action: 'Send valid gzip, or drop the Content-Encoding header.',
  },
  HOST_MISMATCH: {
    status: 403,
    message: 'The Host header does not name the configured domain.',
    action: 'Use the configured domain in the endpoint.',
  },
  INTEGRITY_FAILED: {
    status: 400,
    message: 'hashCode does not match the body and the app demands integrity.',
    action: 'Send the first 8 hex digits of the SHA-256 of the body as sent.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: 'This method is not served on this path.',
    action: 'Use POST on the collect path.',
  },
  NO_APP_CONFIGURED: {
    status: 400,
    message: 'Configuration invalid!',
    action: 'Register an app with `millstream app add ID`.',
  },
  ORIGIN_REFUSED: {
    status: 403,
    message: 'The origin is not in the CORS list and cors.enforce is on.',
    action: 'Add the origin to cors.origins.',
  },
  OVERLOADED: {
    status: 503,
    message: 'More data waits for the disk than allowed.',
    action: 'Send the same events again after the time in Retry-After.',
  },
  PATH_NOT_SERVED: {
    status: 403,
    message: 'DefaultAction: Invalid request',
    action: 'Use the configured collect path.',
  },
  RATE_LIMITED: {
    status: 429,
    message: 'The rate limit is used up.',
    action: 'Send the same events again after the time in Retry-After.',
  },
  REQUEST_HEAD_TOO_LARGE: {
    status: 431,
    message: 'The headers are larger than the limit.',
    action: 'Send fewer or smaller headers and cookies.',
  },
  REQUEST_LINE_TOO_LONG: {
    status: 414,
    message: 'The request line is longer than the limit of {limit} bytes.',
    action: 'Send the data in the body of a POST.',
  },
  REQUEST_MALFORMED: {
    status: 400,
    message: 'The request is not valid HTTP/1.1.',
    action: 'Correct the client.',
  },
  REQUEST_TOO_SLOW: {
    status: 408,
    message: 'The rest of the request did not arrive in time.',
    action: 'Send the same events again.',
  },
  SINK_UNWRITABLE: {
    status: 503,
    message: 'The sink {sink} cannot write to {path}.',
    action: 'Free space or fix permissions. Clients keep their events and retry.',
  },
  DISK_FULL: {
    status: 503,
    message: 'Free space under {path} is below the guard of {guardBytes} bytes.',
    action: 'Free space; collecting resumes by itself. Clients keep their events and retry.',
  },
  TLS_CERTIFICATE_INVALID: {
    status: 500,
    message: 'The certificate {certFile} or its key cannot be used.',
    action: 'Put a PEM certificate chain and its matching key there; it is read again on change.',
  },
  LOGIN_FAILED: {
    status: 400,
    message: 'The sign-in could not be completed.',
    action: 'Start again at /login; the reason is in the log under the request id.',
  },
  SIGN_IN_UNAVAILABLE: {
    status: 503,
    message: 'The sign-in provider cannot be reached, so the sender cannot be judged.',
    action: 'Send the same events again after the time in Retry-After; the reason is in the log.',
  },
  // Configuration and composition
  CONFIG_INVALID: {
    status: 400,
    message: 'The configuration is not valid: {problems}.',
    action: 'Correct the named settings in millstream.yaml, the environment or the options.',
  },
  USAGE: {
    status: 400,
    message: '{problem}',
    action: 'See `millstream help`.',
  },
  SERVER_NOT_RUNNING: {
    status: 503,
    message: 'No server runs on the data directory {dataDir}.',
    action: 'Start it with `npm start`, or name its directory with --data DIR.',
  },
  DATA_DIRECTORY_IN_USE: {
    status: 409,
    message: 'Another server (process {pid}) runs on the data directory {dataDir}.',
    action: 'Stop that server, or start this one with another --data DIR.',
  },
  PORT_UNAVAILABLE: {
    status: 503,
    message: 'Port {port} on {host} cannot be opened: {reason}.',
    action: 'Free the port, or choose another with --port or --collect-port.',
  },
  UNAUTHORIZED: {
    status: 401,
    message: 'Nobody is signed in.',
    action: 'Sign in, or send an API key or the token in the data directory (run/server.json).',
  },
  FORBIDDEN: {
    status: 403,
    message: 'The right {permission} is missing here.',
    action: 'An administrator can give you a role that has it: {roles}.',
  },
  ORIGIN_FOREIGN: {
    status: 403,
    message: 'The request was made by a page of another site.',
    action: 'Use the pages of this server; scripts send an API key instead of a cookie.',
  },
  SIGN_IN_FAILED: {
    status: 401,
    message: 'E-mail or password is wrong.',
    action: 'Try again, or ask an administrator for a new link.',
  },
  SECOND_FACTOR_WRONG: {
    status: 401,
    message: 'The code is wrong or too old.',
    action: 'Enter the present code of your app, or a recovery code; after 15 minutes sign in again.',
  },
  PASSKEY_REFUSED: {
    status: 401,
    message: 'The passkey was not accepted.',
    action: 'Try again, or sign in in another way.',
  },
  SIGN_IN_LOCKED: {
    status: 429,
    message: 'Too many sign-ins failed.',
    action: 'Try again in {seconds} s, or ask an administrator for a new link.',
  },
  SIGN_IN_REQUIRED: {
    status: 403,
    message: 'Only a person who is signed in can do this.',
    action: 'Sign in at the pages; API keys and the local token cannot change how somebody signs in.',
  },
  LOCAL_ONLY: {
    status: 403,
    message: 'This call names files of the server and is for whoever works on that machine.',
    action: 'Run the millstream command beside the data directory.',
  },
  LINK_INVALID: {
    status: 400,
    message: 'This link no longer works.',
    action: 'Restart the server to print a new one, or ask an administrator.',
  },
  ALREADY_SET_UP: {
    status: 409,
    message: 'The account is already set up.',
    action: 'Sign in.',
  },
  EMAIL_IN_USE: {
    status: 409,
    message: 'There is a person with the e-mail {email} already.',
    action: 'Change the roles of that person instead.',
  },
  PASSWORD_WRONG: {
    status: 400,
    message: 'The present password is wrong.',
    action: 'Enter the password that you sign in with.',
  },
  LAST_ADMINISTRATOR: {
    status: 409,
    message: 'This is the last administrator.',
    action: 'Make somebody else Administrator of all projects first.',
  },
  OIDC_UNAVAILABLE: {
    status: 503,
    message: 'The sign-in provider {issuer} cannot be reached: {reason}.',
    action: 'Try again; it works again by itself when the provider is back.',
  },
  OIDC_REFUSED: {
    status: 403,
    message: 'The sign-in by the provider was refused: {reason}.',
    action: 'Try again, or ask an administrator.',
  },
  ACCESS_UNDECLARED: {
    status: 403,
    message: 'The route {route} names no right, so nobody may call it.',
    action: 'This is a mistake of the product; report it.',
  },
  NOT_FOUND: {
    status: 404,
    message: '{what} does not exist.',
    action: 'Check the name.',
  },
  APP_ID_INVALID: {
    status: 400,
    message: '{appId} cannot be an app id.',
    action: 'Use a letter, then letters, digits or underscores, at most 127 characters.',
  },
  APP_EXISTS: {
    status: 409,
    message: 'App {appId} is registered already.',
    action: 'Change it with `millstream app set`.',
  },
  TIME_ZONE_INVALID: {
    status: 400,
    message: '{timeZone} is not an IANA time zone.',
    action: 'Use a name such as Europe/Berlin.',
  },
  INTERNAL: {
    status: 500,
    message: 'An unexpected error happened.',
    action: 'See the log; the error is there with its cause.',
  },
  ENGINE_UNAVAILABLE: {
    status: 503,
    message: 'The engine process is starting or restarting.',
    action: 'Try again in a few seconds; the log says why it stopped.',
  },
  ENGINE_UNREACHABLE: {
    status: 503,
    message: 'The engine {engine} at {url} does not answer: {reason}.',
    action: 'Check the address, the credentials and that it runs; then try again.',
  },
  ENGINE_QUERY_FAILED: {
    status: 502,
    message: 'The engine {engine} could not run the query: {reason}.',
    action: 'Try again; if it fails again, see the log of the engine.',
  },
  // What people save
  SAVE_CONFLICT: {
    status: 409,
    message:
      '{what} was saved by {author} at {savedAt} as version {version}; your change began from version {expectedVersion}.',
    action: 'Compare both, then save yours over version {version}, save it as a copy, or take theirs.',
  },
  SAVED_OBJECT_INVALID: {
    status: 400,
    message: '{what} cannot be saved: {problems}.',
    action: 'Correct the named places; what was saved before stays.',
  },
  SAVED_OBJECT_IN_USE: {
    status: 409,
    message: '{what} is used by {users}.',
    action: 'Take it out of them first.',
  },
  SEGMENT_INVALID: {
    status: 400,
    message: 'The segment is not valid: {problems}.',
    action: 'Correct the places named; each is a JSON pointer into the segment.',
  },
  SEGMENT_UNKNOWN: {
    status: 400,
    message: '{place}: there is no segment {segmentId}.',
    action: 'Choose a segment of the app; `millstream segment list` lists them.',
  },
  SEGMENT_CYCLE: {
    status: 400,
    message: '{place}: the segment would be made from itself: {way}.',
    action: 'Take the segment out of this one, or this one out of it.',
  },
  SEGMENT_FILE_INVALID: {
    status: 400,
    message: 'The file of members cannot be read: {reason}.',
    action: 'Send UTF-8 text with one user_pseudo_id a line, or CSV with that column.',
  },
  SEGMENT_IMPORTED: {
    status: 409,
    message: 'The segment {segmentId} is imported: it has no criteria to refresh by.',
    action: 'Import a file of members instead.',
  },
  SEGMENT_COMPUTED: {
    status: 409,
    message: 'The segment {segmentId} is computed from criteria: its members cannot be imported.',
    action: 'Make a segment with "imported": true and import the file there.',
  },
  SEGMENT_RUN_ACTIVE: {
    status: 409,
    message: 'The segment {segmentId} is being refreshed (run {runId}).',
    action: 'Wait until that run is over, then refresh again if needed.',
  },
  // Processing
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
  // Projects and pipelines
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
  // Modeling
  WAREHOUSE_UNAVAILABLE: {
    status: 503,
    message: 'The warehouse {path} cannot be opened: {reason}.',
    action: 'Check disk space, permissions and that no other process holds the file.',
  },
  WAREHOUSE_LOAD_FAILED: {
    status: 500,
    message: 'The batch {batch} could not be loaded: {reason}.',
    action: 'It is tried again by itself; its raw records are kept.',
  },
  QUERY_INVALID: {
    status: 400,
    message: 'The query cannot be run: {reason}.',
    action: 'Correct the SQL.',
  },
  QUERY_NOT_READ_ONLY: {
    status: 400,
    message: 'Only a single reading statement (SELECT, WITH, DESCRIBE, SHOW, EXPLAIN) is allowed.',
    action: 'Send one statement that reads.',
  },
  QUERY_TIMEOUT: {
    status: 408,
    message: 'The query was stopped after {limitMs} ms.',
    action: 'Narrow the dates, or raise --timeout.',
  },
  QUERY_OUT_OF_MEMORY: {
    status: 507,
    message: 'The query needs more memory than its limit.',
    action: 'Narrow the dates or the columns, or start the server with a larger --memory.',
  },
  QUERY_CANCELLED: {
    status: 499,
    message: 'The query was cancelled.',
    action: 'Run it again when needed.',
  },
  // Operations
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
  // Analyses
  SPEC_INVALID: {
    status: 400,
    message: 'The analysis is not valid: {problems}.',
    action: 'Correct the places named; each is a JSON pointer into the analysis.',
  },
  SPEC_TOO_NEW: {
    status: 400,
    message: 'The specification has version {version}; this server reads version {known}.',
    action: 'Upgrade the server, or write the specification anew in this version.',
  },
  FORMULA_INVALID: {
    status: 400,
    message: 'The formula is not valid: {problem}.',
    action: 'Correct the formula; docs/studio.md lists its functions.',
  },
  WALKER_UNSUPPORTED: {
    status: 400,
    message: '{place}: {what}, which the server cannot compute.',
    action: 'Choose another field, aggregation or transformation.',
  },
  ENGINE_NOT_CONFIGURED: {
    status: 400,
    message: 'This server knows no engine {engine}.',
    action: 'Name its address in the settings (studio.{engine}), or run the analysis on duckdb.',
  },
  QUERY_ID_IN_USE: {
    status: 409,
    message: 'A query with the id {id} is running.',
    action: 'Cancel it, or give this one another id.',
  },
  EVENT_UNKNOWN: {
    status: 400,
    message: '{place}: there is no event {event}.',
    action: 'Choose an event that the app has sent; `millstream metadata list --app APP` lists them.',
  },
  FIELD_UNKNOWN: {
    status: 400,
    message: '{place}: there is no field {field} of type {type}.',
    action:
      'Choose a field that the app has sent, with its type; `millstream metadata parameters` lists them.',
  },
  CELL_UNKNOWN: {
    status: 400,
    message: 'The result has no such number: {reason}.',
    action: 'Take the address from a result of the same analysis.',
  },
} as const satisfies Record<string, ErrorEntry>;

/** Name of an entry of the registry. */
export type ErrorCode = keyof typeof errorRegistry;
