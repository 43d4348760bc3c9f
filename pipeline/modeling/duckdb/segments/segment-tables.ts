import { storedColumns } from '../tables/stored-column.ts';

/** Members of segments: each user of a segment once. */
export const segmentStored = {
  segment_member: storedColumns('app_id VARCHAR', 'segment_id VARCHAR', 'user_pseudo_id VARCHAR'),
};

/** The view that filters and breakdowns read. */
export const segmentView =
  'CREATE OR REPLACE VIEW segment_member AS SELECT app_id, segment_id, user_pseudo_id FROM stored.segment_member';
