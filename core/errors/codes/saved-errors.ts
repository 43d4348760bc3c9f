import type { ErrorEntry } from '../error-entry.ts';

/** Errors of what people save. */
export const savedErrors = {
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
} as const satisfies Record<string, ErrorEntry>;
