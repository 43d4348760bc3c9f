import { type Clock, CodedError } from '@millstream/core';
import type { Warehouse } from '@millstream/modeling';
import type { AnalysisEngine } from '../engines/analysis-engine.ts';
import { createWarehouseEngine } from '../engines/warehouse-engine.ts';
import { createKnownFields } from '../metadata/known-fields.ts';
import { QueryDesk } from '../run/query-desk.ts';
import { type SegmentNames, withSegmentNames } from '../segments/segment-names.ts';
import { type Boards, createBoards } from './boards.ts';
import { createExplorations, type Explorations } from './explorations.ts';
import type { StudioApp } from './studio-app.ts';
import { type WalkerAnswer, walk } from './walker-desk.ts';

/** What a studio works on. */
export interface StudioOptions {
  readonly warehouse: Warehouse;
  /** The app, or undefined when it is not registered. */
  readonly appOf: (appId: string) => StudioApp | undefined;
  /** The lake on a Trino server; absent where none is configured. */
  readonly trino?: () => Promise<AnalysisEngine>;
  /** Segments that stand; absent = every id is one. */
  readonly segmentName?: SegmentNames;
  readonly clock: Clock;
  /** Queries that run at the same time. @default 2 */
  readonly slots?: number;
  /** Wall time of one query, ms. @default 60_000 */
  readonly timeoutMs?: number;
}

/** What analysts ask, over one warehouse. Every answer is plain JSON. */
export interface Studio extends Explorations, Boards {
  /** Runs a workflow of the drag-and-drop page (`WalkerRequest`); cut at 10,000 rows. */
  walk(request: unknown, signal?: AbortSignal): Promise<WalkerAnswer>;
  /** What waits and runs. */
  readonly desk: QueryDesk;
  /** The embedded engine, for dashboards and segments. */
  readonly engine: AnalysisEngine;
  /** Data, metadata or segments changed: kept answers are forgotten. */
  dataChanged(): void;
}

/** Wall time of an embedded query, ms. */
const defaultTimeoutMs = 60_000;
const defaultSlots = 2;

/** Opens the studio. */
export function createStudio(options: StudioOptions): Studio {
  const { clock, appOf, warehouse, timeoutMs = defaultTimeoutMs } = options;
  const desk = new QueryDesk({ slots: options.slots ?? defaultSlots, clock });
  const engine = createWarehouseEngine(warehouse);
  const place = {
    appOf,
    knownNames: withSegmentNames(createKnownFields(warehouse, clock), options.segmentName),
    clock,
  };

  async function engineNamed(name: 'duckdb' | 'trino'): Promise<AnalysisEngine> {
    if (name === 'duckdb') return engine;
    if (options.trino === undefined) throw new CodedError('ENGINE_NOT_CONFIGURED', { engine: name });
    return options.trino();
  }

  return {
    desk,
    engine,
    ...createExplorations({ ...place, warehouse, desk, engineNamed, timeoutMs }),
    ...createBoards({ ...place, desk, engine, timeoutMs }),
    walk: (request, signal) => walk(request, { ...place, desk, engine, timeoutMs }, signal),
    dataChanged: () => desk.forget(),
  };
}
