import { z } from 'zod';
import { wholeNumber } from './spec-ranges.ts';

/** Segments on this machine's disk: the sink of the embedded profile. */
const fileSink = z.strictObject({
  kind: z.literal('file'),
  /** A segment is sealed when it holds this much, uncompressed. */
  maxBytes: wholeNumber('ingestion.sink.maxBytes').default(10_000_000),
  /** A segment is sealed this long after its first record. */
  maxAgeMs: wholeNumber('ingestion.sink.maxAgeMs').default(2000),
});

const kafkaSink = z.strictObject({
  kind: z.literal('kafka'),
  /** Comma list of `host:port`. */
  brokers: z.string().regex(/^[A-Za-z0-9.-]+:\d{2,5}(,\s*[A-Za-z0-9.-]+:\d{2,5})*$/),
  topic: z.string().regex(/^[A-Za-z0-9_.-]+$/),
  batchSize: z.int().min(1).max(50_000).default(5000),
  batchIntervalSeconds: z.int().min(0).max(3000).default(300),
});

const kinesisSink = z.strictObject({
  kind: z.literal('kinesis'),
  mode: z.enum(['ON_DEMAND', 'PROVISIONED']),
  shards: z.int().min(1).max(10_000).default(2),
  retentionHours: z.int().min(24).max(8760).default(24),
  batchSize: z.int().min(1).max(10_000).default(10_000),
  batchIntervalSeconds: z.int().min(0).max(300).default(300),
});

const s3Sink = z.strictObject({
  kind: z.literal('s3'),
  bucket: z.string().regex(/^[a-z0-9.-]{3,63}$/),
  prefix: z.string().default(''),
  bufferMegabytes: z.int().min(1).max(50).default(10),
  bufferIntervalSeconds: z.int().min(60).max(3600).default(60),
});

/** Where accepted requests are put. Only `file` runs on one machine; the others belong to later profiles. */
export const sinkSpecSchema = z.discriminatedUnion('kind', [fileSink, kafkaSink, kinesisSink, s3Sink]);
