import { CodedError, eventColumns } from '@millstream/core';
import { z } from 'zod';
import type { PluginClaims } from './sandbox/sandbox-messages.ts';

/** Names that built-in steps have. */
const reservedNames = ['clickstream', 'gtm', 'sensors', 'ua', 'ip'];
const recordFields = ['data', 'appId', 'uri', 'ua', 'ip', 'rid', 'ingest_time', 'client_timestamp'] as const;
const rowFields = new Set([...eventColumns.map(({ name }) => name), 'ua', 'ip']);
// Derived by the warehouse, so no row has them yet.
for (const name of ['event_timestamp', 'process_info', 'created_time']) rowFields.delete(name);

const isRowField = (name: string): boolean => rowFields.has(name) || /^custom_parameters\../.test(name);
const isFileName = (name: string): boolean =>
  !/^[/\\]|^[A-Za-z]:|\\/.test(name) && !name.split('/').some((part) => part === '..' || part === '');

const base = {
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and dashes')
    .refine((name) => !reservedNames.includes(name), 'is the name of a built-in step'),
  version: z.string().min(1).max(64),
  apiVersion: z.literal(1),
  description: z.string().max(500).optional(),
  configSchema: z.record(z.string(), z.unknown()).optional(),
  files: z.array(z.string().min(1).refine(isFileName, 'must stay in the folder of the plug-in')).default([]),
};

const manifestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('transformer'), reads: z.array(z.enum(recordFields)).min(1) }),
  z.strictObject({
    ...base,
    kind: z.literal('enrichment'),
    reads: z.array(z.string().refine(isRowField, 'names no column')),
  }),
]);

/** What a plug-in declares, checked. Plain data. */
export type PluginManifest = z.output<typeof manifestSchema>;

/** Texts of a failed check, for people. */
export function problemsOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 8)
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')} ${message}` : message))
    .join('; ');
}

const neededFunction = { transformer: 'transform', enrichment: 'enrich' } as const;

/** Checks what a plug-in says about itself. Throws PLUGIN_INVALID. */
export function checkManifest(path: string, claims: PluginClaims): PluginManifest {
  const parsed = manifestSchema.safeParse(claims.definition);
  const problems: string[] = [];
  for (const [kind, name] of Object.entries(neededFunction)) {
    const isOfKind = Reflect.get(Object(claims.definition), 'kind') === kind;
    if (isOfKind && !claims.functions.includes(name)) problems.push(`${name} is not a function`);
  }
  if (!parsed.success) problems.push(problemsOf(parsed.error));
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new CodedError('PLUGIN_INVALID', { path, problems: problems.join('; ') });
}
