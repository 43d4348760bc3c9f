import { ingestionSettingsSchema } from '@millstream/ingestion';
import { z } from 'zod';
import { sinkSpecSchema } from './sink-spec.ts';
import { wholeNumber } from './spec-ranges.ts';

const settings = ingestionSettingsSchema.shape;
const defaults = ingestionSettingsSchema.parse({});

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;

const workers = z.strictObject({
  min: wholeNumber('ingestion.workers.min').default(defaults.workers.min),
  max: wholeNumber('ingestion.workers.max').default(defaults.workers.max),
  /** Started, idle workers kept ready beside the serving ones. */
  warm: wholeNumber('ingestion.workers.warm').default(defaults.workers.warm),
  targetCpuPercent: wholeNumber('ingestion.workers.targetCpuPercent').default(
    defaults.workers.targetCpuPercent,
  ),
});

const https = z.strictObject({
  enabled: z.boolean().default(false),
  port: wholeNumber('ingestion.https.port').default(defaults.https.port),
  /** Host name that secure requests carry; its certificate is checked against it. */
  domain: z
    .string()
    .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$|^$/i)
    .default(''),
  certificates: z
    .array(z.strictObject({ certFile: z.string().min(1), keyFile: z.string().min(1) }))
    .max(20)
    .default([]),
  /** Answers plain requests with 308 to the secure address; off serves both. */
  redirect: z.boolean().default(true),
});

/** The collector of a pipeline. */
export const ingestionSpecSchema = z
  .strictObject({
    /** Address that the collector listens on. */
    host: z.string().min(1).max(255).default(defaults.host),
    port: wholeNumber('ingestion.port').default(defaults.port),
    /** The person knows that events travel unencrypted; needed for plain HTTP beyond this computer. */
    httpAccepted: z.boolean().default(false),
    workers: workers.prefault({}),
    https: https.prefault({}),
    collectPath: settings.collectPath,
    cors: settings.cors,
    authentication: settings.authentication,
    accessLog: z.boolean().default(defaults.accessLog),
    sink: sinkSpecSchema.prefault({ kind: 'file' }),
  })
  .superRefine((ingestion, context) => {
    const problem = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const { min, max, warm } = ingestion.workers;
    if (min > max) problem(['workers', 'min'], `must be at most the largest number of workers, ${max}`);
    if (warm > max) problem(['workers', 'warm'], `must be at most the largest number of workers, ${max}`);
    const { enabled, domain, certificates, port } = ingestion.https;
    if (enabled) {
      if (domain === '') problem(['https', 'domain'], 'is needed for HTTPS');
      if (certificates.length === 0) problem(['https', 'certificates'], 'is needed for HTTPS');
      if (port === ingestion.port) problem(['https', 'port'], 'must differ from the port for HTTP');
    } else if (!ingestion.httpAccepted && !loopback.test(ingestion.host)) {
      problem(['httpAccepted'], 'must be accepted, or HTTPS switched on');
    }
    const { authentication } = ingestion;
    const isSecure = enabled || authentication.publicOrigin?.startsWith('https://') === true;
    if (authentication.enabled && !isSecure) problem(['authentication', 'enabled'], 'needs HTTPS');
  });
