import { type DuckDbSession, numberOf } from '../duckdb-session.ts';
import { addCounts, seenTable, takeBackCounts } from './add-counts.ts';
import {
  addValues,
  dropGoneValues,
  isTouched,
  keepFrequentValues,
  mostValues,
  seenValues,
} from './add-values.ts';
import {
  carriedFieldsOf,
  eventsOf,
  ofPeople,
  originsOf,
  parametersOf,
  parameterValuesOf,
  quartersOf,
} from './discovered-sql.ts';
import { eventCounts, parameterCounts, quarterCounts } from './metadata-tables.ts';
import { presetValuesOf } from './preset-values.ts';

const countTables = [quarterCounts, eventCounts, parameterCounts];

/** Temporary tables of a settlement. */
export const settleTables: readonly string[] = [
  'metadata_origin',
  'metadata_carried',
  ...countTables.map(seenTable),
  seenValues,
];

/** Number of the last load whose events are counted; null when this warehouse keeps no metadata. */
export async function settledLoadNo(session: DuckDbSession): Promise<number | null> {
  const [state] = await session.rows('SELECT load_no FROM stored.metadata_state');
  return state === undefined ? null : numberOf(state, 'load_no');
}

/** Query for stored events `e` that are not counted yet; ends inside its WHERE. */
export function pendingEvents(loadNo: number): string {
  return `SELECT e.* FROM stored.event e WHERE e.load_no > ${loadNo}`;
}

/** Counts the rows of `events` by all keys, into the temporary tables that are then added, taken back or read. */
export async function countEvents(session: DuckDbSession, events: string): Promise<void> {
  const people = ofPeople(events);
  await createTemporary(session, 'metadata_origin', originsOf(people));
  await createTemporary(session, 'metadata_carried', carriedFieldsOf(people));
  await createTemporary(session, seenTable(quarterCounts), quartersOf('metadata_origin'));
  await createTemporary(session, seenTable(eventCounts), eventsOf('metadata_origin'));
  await createTemporary(session, seenTable(parameterCounts), parametersOf('metadata_carried'));
}

/** Counts the values in the rows of `events`, once (1) or to be taken back (-1); run after `countEvents`. */
export async function countValues(session: DuckDbSession, events: string, sign: 1 | -1): Promise<void> {
  await createTemporary(
    session,
    seenValues,
    `SELECT * REPLACE (${sign} * occurrences AS occurrences) FROM (
       ${presetValuesOf(ofPeople(events))} UNION ALL BY NAME ${parameterValuesOf('metadata_carried')})`,
  );
}

async function createTemporary(session: DuckDbSession, name: string, query: string): Promise<void> {
  await session.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${query}`);
}

/** Adds the rows of `events` to what is known. */
export async function addEvents(session: DuckDbSession, events: string): Promise<void> {
  await countEvents(session, events);
  await countValues(session, events, 1);
  for (const table of countTables) await addCounts(session, table);
  await addValues(session);
  await keepFrequentValues(session, { where: isTouched, most: mostValues });
}

/** Takes the rows of `events` out of what is known, before they are deleted. Leaves first and last times to be tightened. */
export async function takeBackEvents(session: DuckDbSession, events: string): Promise<void> {
  await countEvents(session, events);
  await countValues(session, events, -1);
  for (const table of countTables) await takeBackCounts(session, table);
  await addValues(session);
  await dropGoneValues(session);
}

/** Counts all events that are not counted yet. */
export async function settleMetadata(session: DuckDbSession, settled: number): Promise<void> {
  await addEvents(session, pendingEvents(settled));
  await session.run(
    'UPDATE stored.metadata_state SET load_no = (SELECT coalesce(max(load_no), 0) FROM stored.batch)',
  );
}
