import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { originListPattern } from '../cors/origin-matcher.ts';
import { isAddressRange } from '../limits/address-ranges.ts';

const port = z.int().min(0).max(65_535);
const bytes = z.int().min(1);
const milliseconds = z.int().min(1);
const ownPaths = ['/health', '/login', '/oauth2/idpresponse'];
const servedPath = z
  .string()
  .regex(/^\/[A-Za-z0-9$#&@%\-_/]+$/, 'must be / followed by letters, digits or $#&@%-_/')
  .refine((path) => !ownPaths.includes(path), 'is served by the collector itself');

const httpsSchema = z
  .strictObject({
    /** Serves HTTPS on `port` beside the plain listener. */
    enabled: z.boolean().default(false),
    port: port.default(8443),
    /** Host name that secure requests must carry; empty accepts any. */
    domain: z
      .string()
      .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$|^$/i, 'must be a host name')
      .default(''),
    /** PEM files, chosen by the server name that the client asks for; the first is the default. */
    certificates: z
      .array(z.strictObject({ certFile: z.string().min(1), keyFile: z.string().min(1) }))
      .default([]),
    /** Answers plain requests with 308 to the secure address; off serves them. */
    redirect: z.boolean().default(true),
    /** Port that the redirect names, when it differs from `port` for the clients; null takes `port`. */
    redirectPort: port.nullable().default(null),
  })
  .refine((https) => !https.enabled || https.certificates.length > 0, {
    message: 'https needs at least one certificate',
    path: ['certificates'],
  });

const limitsSchema = z.strictObject({
  /** Body as received. */
  maxBodyBytes: bytes.default(1_048_576),
  /** Body after Content-Encoding was undone. */
  maxInflatedBytes: bytes.default(33_554_432),
  maxRequestLineBytes: bytes.default(8192),
  maxHeaderBytes: bytes.default(65_536),
  /** A connection without a request in flight is closed after this time. */
  keepAliveMs: milliseconds.default(65_000),
  /** A connection on which nothing moves is closed after this time. */
  idleMs: milliseconds.default(180_000),
  /** Longest wait for the rest of a head, or between two pieces of a body. */
  slowBodyMs: milliseconds.default(30_000),
});

const rateSchema = z
  .strictObject({ requestsPerSecond: z.number().positive(), burst: z.int().min(1) })
  .nullable()
  .default(null);

/** Loopback, link-local and private ranges: peers whose X-Forwarded-For is believed by default. */
export const defaultTrustedProxies: readonly string[] = [
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '100.64.0.0/10',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
];

const workersSchema = z
  .strictObject({
    min: z.int().min(1).default(1),
    max: z
      .int()
      .min(1)
      .default(() => Math.max(1, Math.floor(availableParallelism() / 2))),
    /** Started, idle workers kept ready beside the serving ones. */
    warm: z.int().min(0).default(0),
    targetCpuPercent: z.number().min(1).max(100).default(50),
    scaleOutCooldownMs: z.int().min(0).default(60_000),
    scaleInCooldownMs: z.int().min(0).default(600_000),
  })
  .refine((workers) => workers.min <= workers.max, { message: 'min is above max', path: ['min'] })
  .refine((workers) => workers.warm <= workers.max, { message: 'warm is above max', path: ['warm'] });

const segmentSchema = z.strictObject({
  /** A segment is sealed when it holds this much. */
  maxBytes: z.int().min(1000).max(50_000_000).default(10_000_000),
  /** A segment is sealed this long after its first record. */
  maxAgeMs: milliseconds.max(3_600_000).default(2000),
  /** Zeros written ahead of the records, so that a sync needs no new blocks; 0 switches it off. */
  preallocateBytes: z.int().min(0).max(16_777_216).default(1_048_576),
});

const authenticationSchema = z
  .strictObject({
    enabled: z.boolean().default(false),
    issuer: z.string().default(''),
    userEndpoint: z.string().default(''),
    authorizationEndpoint: z.string().default(''),
    tokenEndpoint: z.string().default(''),
    appClientId: z.string().default(''),
    appClientSecret: z.string().default(''),
    /**
     * Scheme, host and port under which browsers reach the collector, for a proxy in front that ends TLS; null takes
     * them from each request.
     */
    publicOrigin: z
      .string()
      .regex(/^https?:\/\/[^/?#@\s]+$/, 'must be http(s)://host[:port]')
      .nullable()
      .default(null),
  })
  .superRefine((authentication, context) => {
    if (!authentication.enabled) return;
    for (const [member, value] of Object.entries(authentication)) {
      if (value === '') context.addIssue({ code: 'custom', path: [member], message: 'is required' });
    }
  });

/** Everything that can be set about ingestion in the embedded profile; `parse({})` gives the defaults. */
export const ingestionSettingsSchema = z.strictObject({
  collectPath: servedPath.default('/collect'),
  pingPath: servedPath.default('/ping'),
  host: z.string().min(1).default('127.0.0.1'),
  /** 0 = any free port. */
  port: port.default(8080),
  https: httpsSchema.prefault({}),
  cors: z
    .strictObject({
      /** Comma list of origins, `*` for any, empty for none; null means `*` unless senders must authenticate. */
      origins: z
        .string()
        .regex(originListPattern, 'must be *, or a comma list of http(s)://host[:port]')
        .nullable()
        .default(null),
      /** Refuses requests of foreign origins with 403 in place of storing them. */
      enforce: z.boolean().default(false),
    })
    .prefault({}),
  limits: limitsSchema.prefault({}),
  /** Token buckets, per worker; null is off. */
  rateLimit: z.strictObject({ perApp: rateSchema, perIp: rateSchema }).prefault({}),
  /** Addresses or CIDR ranges of peers whose X-Forwarded-For is believed. */
  trustedProxies: z
    .array(z.string().refine(isAddressRange, 'must be an address or a CIDR range'))
    .default([...defaultTrustedProxies]),
  workers: workersSchema.prefault({}),
  segment: segmentSchema.prefault({}),
  /** Bytes that may wait for the disk in one worker before it answers 503. */
  maxUnsyncedBytes: bytes.default(67_108_864),
  /** Requests are refused while less than either is free. */
  diskGuard: z
    .strictObject({
      minFreeBytes: z.int().min(0).default(1_073_741_824),
      minFreePercent: z.number().min(0).max(100).default(5),
    })
    .prefault({}),
  accessLog: z.boolean().default(false),
  /** Hands out the script that pages load, on `/millstream.js`. */
  serveScript: z.boolean().default(true),
  authentication: authenticationSchema.prefault({}),
});

/** Validated settings of ingestion. */
export type IngestionSettings = z.infer<typeof ingestionSettingsSchema>;

/** The CORS list in force: the configured one, else any origin while senders need not authenticate, else none. */
export function effectiveOrigins(settings: IngestionSettings): string {
  return settings.cors.origins ?? (settings.authentication.enabled ? '' : '*');
}
