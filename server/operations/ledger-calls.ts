import { eventCounts, type LedgerFilter, requestCounts } from '@millstream/modeling';
import { z } from 'zod';

/** Reasons of rejection, as the ledger names them. */
export const rejectReasons = [
  'record_unreadable',
  'data_missing',
  'body_undecodable',
  'body_not_json',
  'record_without_app',
  'event_not_object',
  'event_field_missing',
  'event_field_type',
  'event_field_shape',
  'event_name_empty',
  'too_old',
  'in_future',
  'app_not_registered',
  'transform_failed',
  'plugin_rejected',
  'plugin_failed',
] as const;

/** A page of a long list. */
export const pageSchema = {
  pageNumber: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(500).default(50),
};

/** Hours of the ledger. */
export const ledgerHoursSchema = z.object({
  app: z.string().max(500).optional(),
  sinceMs: z.coerce.number().int().min(0).optional(),
  untilMs: z.coerce.number().int().min(0).optional(),
});

/** Any id of an event, a request or a user. */
export const findSchema = z.object({ id: z.string().trim().min(1).max(500) });

/** Which rows behind which number of the ledger. */
export const ledgerRowsSchema = z.object({
  app: z.string().max(500).optional().describe('App id; the empty text is records without one.'),
  sinceMs: z.coerce.number().int().min(0).optional().describe('Arrival from, epoch ms.'),
  untilMs: z.coerce.number().int().min(0).optional().describe('Arrival before, epoch ms.'),
  count: z.enum([...requestCounts, ...eventCounts]),
  reason: z.enum(rejectReasons).optional(),
});

/** A question for rows of the ledger. */
export type LedgerRowsQuery = z.output<typeof ledgerRowsSchema>;

/** The app and hours of a question, as the warehouse takes them. */
export function ledgerFilterOf({ app, sinceMs, untilMs }: LedgerRowsQuery): LedgerFilter {
  return {
    ...(app === undefined ? {} : { app }),
    ...(sinceMs === undefined ? {} : { sinceMs }),
    ...(untilMs === undefined ? {} : { untilMs }),
  };
}

/** One line of a raw file. */
export const rawRecordSchema = z.object({
  file: z.string().min(1).max(500),
  line: z.coerce.number().int().min(0),
});
