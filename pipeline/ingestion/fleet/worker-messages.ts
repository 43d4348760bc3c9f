import type { ErrorCode, ErrorDetails, ProjectId } from '@millstream/core';
import type { MetricObject } from 'prom-client';
import type { CollectorRules } from '../http/collector-rules.ts';
import type { RefusalReport } from '../http/refusal-sample.ts';
import type { CertificateFiles } from '../tls/certificate-set.ts';

/** How a listening socket is to be served. */
export type ListenerProtocol = 'plain' | 'secure';

/** A bound socket that a worker inherited. */
export interface InheritedListener {
  /** File descriptor in the worker. */
  readonly fd: number;
  readonly protocol: ListenerProtocol;
  readonly host: string;
  readonly port: number;
}

/** What the supervisor asks of a worker; answered by the report of the same `id`. */
export type WorkerOrder = { readonly id: number } & (
  | {
      /** The first order: create the collector, stay idle. */
      readonly kind: 'prepare';
      readonly writer: string;
      readonly rules: CollectorRules;
      readonly listeners: readonly InheritedListener[];
      readonly certificates: readonly CertificateFiles[];
      readonly keyDirectory: string;
      /** Where the worker notes that it lives. */
      readonly runFile: string;
      readonly sampleMs: number;
      readonly certificateCheckMs: number;
    }
  | { readonly kind: 'serve' }
  | { readonly kind: 'apply'; readonly rules: CollectorRules }
  /** Send this share of the connections to look for another worker. */
  | { readonly kind: 'rebalance'; readonly share: number }
  /** Stop accepting on these descriptors. */
  | { readonly kind: 'release'; readonly descriptors: readonly number[] }
  | { readonly kind: 'metrics' }
  /** Stop accepting; answered at once. The worker leaves when its connections are gone or the time is up. */
  | { readonly kind: 'drain'; readonly idleGraceMs: number; readonly drainMs: number }
);

/** What a worker used in its last sample period. */
export interface WorkerLoad {
  /** Time of the processor in percent of one core; above 100 when the thread pool works beside the event loop. */
  readonly cpuPercent: number;
  /** Share of time that the event loop was busy, 0 to 1. */
  readonly eventLoopUtilization: number;
  /** 99th percentile of how late timers were, ms. */
  readonly eventLoopDelayP99Ms: number;
  readonly connections: number;
  readonly residentBytes: number;
}

/** What a worker tells by itself, or in answer to an order. */
export type WorkerReport =
  | { readonly kind: 'done'; readonly id: number; readonly metrics?: readonly MetricObject[] }
  | { readonly kind: 'failed'; readonly id: number; readonly code: ErrorCode; readonly details: ErrorDetails }
  | { readonly kind: 'load'; readonly load: WorkerLoad }
  | { readonly kind: 'refused'; readonly report: RefusalReport }
  | { readonly kind: 'sealed'; readonly projectId: ProjectId; readonly fileName: string }
  | {
      readonly kind: 'log';
      readonly level: 'debug' | 'info' | 'warn' | 'error';
      readonly fields: object;
      readonly message: string;
    }
  /** The last words: everything is sealed, these were the counts. */
  | { readonly kind: 'leaving'; readonly metrics: readonly MetricObject[] };

/** An order without the number that its sender adds. */
export type OrderOf<Kind extends WorkerOrder['kind']> = WithoutId<Extract<WorkerOrder, { kind: Kind }>>;

/** Takes `id` away from each member of a union by itself, so that the union stays one. */
type WithoutId<Order> = Order extends unknown ? Omit<Order, 'id'> : never;
