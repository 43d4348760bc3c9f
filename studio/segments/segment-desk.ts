import { createReadStream } from 'node:fs';
import { type Clock, CodedError } from '@millstream/core';
import type { QueryRow, SegmentCount, SegmentKey, Warehouse } from '@millstream/modeling';
import type { KnownNames } from '../fields/known-names.ts';
import type { StudioApp } from '../service/studio-app.ts';
import {
  computeSegment,
  outcomeOf,
  previewSegment,
  readMembers,
  readMemberUsers,
  type SegmentLimits,
} from './compute-segment.ts';
import { readMemberFile } from './member-file.ts';
import { planSegment } from './plan/plan-segment.ts';
import type { SegmentContext } from './plan/segment-context.ts';
import type { SegmentLake } from './segment-lake.ts';
import type { SegmentRunOutcome } from './segment-run.ts';
import { parseSegmentSpec, type SegmentSpec } from './segment-spec.ts';

/** What the desk works on. */
export interface SegmentDeskOptions {
  readonly warehouse: Pick<
    Warehouse,
    'query' | 'replaceSegment' | 'countSegment' | 'segments' | 'removeSegment'
  >;
  /** The members' copy for engines that read the lake. */
  readonly lake: SegmentLake;
  /** The app, or undefined when it is not registered. */
  readonly appOf: (appId: string) => StudioApp | undefined;
  readonly knownNames: (appId: string) => Promise<KnownNames>;
  readonly clock: Clock;
  /** Members changed: kept answers are stale. */
  readonly onChange: () => void;
}

/** A run to compute. */
export interface SegmentComputation extends SegmentKey {
  /** The `SegmentSpec`. */
  readonly spec: unknown;
  /** Start of the run, epoch ms. */
  readonly asOfMs: number;
}

/** What a file of members amounts to. */
export type SegmentImport = SegmentRunOutcome & Pick<SegmentCount, 'unmatched' | 'unmatchedCount'>;

/** Segments beside the warehouse: computing, trying, importing, reading. */
export interface SegmentDesk {
  /** Computes a segment and keeps its members. @throws CodedError of validation and of the engine */
  compute(computation: SegmentComputation, signal?: AbortSignal): Promise<SegmentRunOutcome>;
  /** Checks a segment (`SegmentSpec`) against the names of its app, without computing it. @throws CodedError of validation */
  check(spec: unknown): Promise<void>;
  /** Counts a segment (`SegmentSpec`) that nobody saved. @throws CodedError of validation and of the engine */
  preview(spec: unknown, signal?: AbortSignal): Promise<SegmentRunOutcome>;
  /** Keeps the members of a file, or (`isTrial`) only tells what it amounts to. @throws CodedError SEGMENT_FILE_INVALID */
  importFile(
    path: string,
    options: SegmentKey & { readonly isTrial: boolean },
    signal?: AbortSignal,
  ): Promise<SegmentImport>;
  members(segment: SegmentKey, signal?: AbortSignal): AsyncIterable<string>;
  /** User rows of the members. */
  memberUsers(segment: SegmentKey, signal?: AbortSignal): AsyncIterable<QueryRow>;
  /** Segments that have members. */
  stored(): Promise<readonly SegmentKey[]>;
  /** Forgets the members. */
  remove(segment: SegmentKey): Promise<void>;
}

/** Wall time of a trial, ms: somebody looks at it. */
const previewTimeoutMs = 60_000;

const limitsOf = (signal: AbortSignal | undefined): SegmentLimits => (signal === undefined ? {} : { signal });

/** Opens the desk. */
export function createSegmentDesk(options: SegmentDeskOptions): SegmentDesk {
  const { warehouse, lake, appOf, knownNames, clock, onChange } = options;

  async function contextOf({ appId, projectId }: SegmentSpec, asOfMs: number): Promise<SegmentContext> {
    const app = appOf(appId);
    if (app === undefined || app.projectId !== projectId)
      throw new CodedError('NOT_FOUND', { what: `App ${appId} of project ${projectId}` });
    const { timeZone, weekStart } = app;
    return { appId, calendar: { timeZone, weekStart }, asOfMs, known: await knownNames(appId) };
  }

  async function changed(segment: SegmentKey): Promise<void> {
    onChange();
    await lake.write(segment);
  }

  return {
    async compute({ appId, segmentId, spec: json, asOfMs }, signal) {
      const spec = parseSegmentSpec(json);
      const context = await contextOf(spec, asOfMs);
      const outcome = await computeSegment(warehouse, criteriaOf(spec, segmentId), {
        segmentId,
        context,
        limits: limitsOf(signal),
      });
      await changed({ appId, segmentId });
      return outcome;
    },
    async check(json) {
      const spec = parseSegmentSpec(json);
      const context = await contextOf(spec, clock.now());
      if (spec.criteria !== undefined) planSegment(spec.criteria, context);
    },
    async preview(json, signal) {
      const spec = parseSegmentSpec(json);
      const context = await contextOf(spec, clock.now());
      const limits = { timeoutMs: previewTimeoutMs, ...limitsOf(signal) };
      return previewSegment(warehouse, criteriaOf(spec, spec.name), { context, limits });
    },
    async importFile(path, { appId, segmentId, isTrial }, signal) {
      const ids = readMemberFile(fileChunks(path));
      const segment = { appId, segmentId };
      const count = await (isTrial
        ? warehouse.countSegment(appId, ids, signal)
        : warehouse.replaceSegment(segment, ids, signal));
      if (!isTrial) await changed(segment);
      return { ...outcomeOf(count), unmatched: count.unmatched, unmatchedCount: count.unmatchedCount };
    },
    members: (segment, signal) => readMembers(warehouse, segment, limitsOf(signal)),
    memberUsers: (segment, signal) => readMemberUsers(warehouse, segment, limitsOf(signal)),
    stored: () => warehouse.segments(),
    async remove(segment) {
      await warehouse.removeSegment(segment);
      await changed(segment);
    },
  };
}

function criteriaOf({ criteria }: SegmentSpec, segmentId: string) {
  if (criteria === undefined) throw new CodedError('SEGMENT_IMPORTED', { segmentId });
  return criteria;
}

/** A file's content; opened when the first piece is asked for. @throws CodedError FILE_UNREADABLE */
async function* fileChunks(path: string): AsyncGenerator<Buffer, void> {
  try {
    yield* createReadStream(path);
  } catch (cause) {
    throw new CodedError('FILE_UNREADABLE', { path }, { cause });
  }
}
