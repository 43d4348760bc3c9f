import { Readable } from 'node:stream';
import type { AuditEntry, AuditFilter, AuditLog } from '@millstream/console';
import { csvText } from '@millstream/studio';
import { z } from 'zod';
import type { TypedApi } from './typed-api.ts';

const tags = ['audit'];
const config = { permission: 'audit.read' } as const;
const text = z.string().min(1).max(1000);
const time = z.coerce.number().int().min(0);
const filterQuery = z.object({
  person: text.optional(),
  projectId: text.optional(),
  text: text.optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  fromMs: time.optional(),
  untilMs: time.optional(),
});
const listQuery = filterQuery.extend({
  pageNumber: z.coerce.number().int().min(1).max(1_000_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(1000).default(50),
});
const columns = [
  'time',
  'person',
  'caller',
  'address',
  'method',
  'route',
  'project',
  'app',
  'object',
  'before',
  'after',
  'status',
  'code',
] as const;
const exportPage = 1000;

function filterOf(query: z.output<typeof filterQuery>): AuditFilter {
  const { person, projectId, text: part, outcome, fromMs, untilMs } = query;
  return {
    ...(person === undefined ? {} : { person }),
    ...(projectId === undefined ? {} : { projectId }),
    ...(part === undefined ? {} : { text: part }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(untilMs === undefined ? {} : { untilMs }),
  };
}

function toRow(entry: AuditEntry): Record<(typeof columns)[number], unknown> {
  return {
    time: new Date(entry.atMs).toISOString(),
    person: entry.person,
    caller: entry.caller,
    address: entry.address,
    method: entry.method,
    route: entry.route,
    project: entry.projectId,
    app: entry.appId,
    object: entry.object,
    before: entry.before === null ? null : JSON.stringify(entry.before),
    after: entry.after === null ? null : JSON.stringify(entry.after),
    status: entry.status,
    code: entry.code,
  };
}

/** Adds the calls that read the audit log. */
export function addAuditRoutes(api: TypedApi, log: AuditLog): void {
  api.get(
    '/api/audit',
    { config, schema: { tags, summary: 'Who changed what, newest first', querystring: listQuery } },
    async (request) => {
      const { pageNumber, pageSize } = request.query;
      const filter = filterOf(request.query);
      const page = { offset: (pageNumber - 1) * pageSize, limit: pageSize };
      return { totalCount: await log.count(filter), items: await log.list(filter, page) };
    },
  );
  api.get(
    '/api/audit/export',
    { config, schema: { tags, summary: 'The audit log as CSV', querystring: filterQuery } },
    (request, reply) => {
      const filter = filterOf(request.query);
      async function* rows() {
        for (let offset = 0; ; offset += exportPage) {
          const entries = await log.list(filter, { offset, limit: exportPage });
          yield* entries.map(toRow);
          if (entries.length < exportPage) return;
        }
      }
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit.csv"')
        .send(Readable.from(csvText(columns, rows())));
    },
  );
}
