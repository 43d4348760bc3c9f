import { z } from 'zod';
import {
  findSchema,
  ledgerHoursSchema,
  ledgerRowsSchema,
  pageSchema,
  rawRecordSchema,
} from '../operations/ledger-calls.ts';
import type { OperationParts } from '../operations/operation-parts.ts';
import { goneSignal } from '../supervisor/gone-signal.ts';
import { sendRows } from './send-rows.ts';
import type { TypedApi } from './typed-api.ts';

const params = z.object({ projectId: z.string().min(1) });
const tags = ['ledger'];
const config = { permission: 'operation.read' } as const;
const path = '/api/projects/:projectId';

/** Adds the calls for the ledger of a project: hours, the rows behind each number, raw records, finding any id. */
export function addLedgerRoutes(api: TypedApi, { engineOf }: Pick<OperationParts, 'engineOf'>): void {
  api.get(
    `${path}/ledger`,
    {
      config,
      schema: { tags, summary: 'Both balances by app and hour', params, querystring: ledgerHoursSchema },
    },
    (request, reply) =>
      engineOf(request.params.projectId).call('/operations/ledger', request.query, goneSignal(reply)),
  );
  api.get(
    `${path}/ledger/rows`,
    {
      config,
      schema: {
        ...{ tags, summary: 'The requests or events behind a number of the ledger', params },
        querystring: ledgerRowsSchema.extend(pageSchema),
      },
    },
    (request, reply) => {
      const { pageNumber, pageSize, ...query } = request.query;
      const body = { ...query, offset: (pageNumber - 1) * pageSize, limit: pageSize };
      return engineOf(request.params.projectId).call('/operations/ledger-rows', body, goneSignal(reply));
    },
  );
  api.get(
    `${path}/ledger/rows/download`,
    {
      config,
      schema: {
        ...{ tags, summary: 'All rows behind a number of the ledger, as JSON lines', params },
        querystring: ledgerRowsSchema,
      },
    },
    (request, reply) => {
      const rows = engineOf(request.params.projectId).rows(
        '/operations/ledger-download',
        request.query,
        goneSignal(reply),
      );
      return sendRows(reply, rows, `ledger-${request.query.count}.ndjson`);
    },
  );
  api.get(
    `${path}/raw-record`,
    {
      config,
      schema: {
        ...{ tags, summary: 'A raw record with what its body decodes to', params },
        querystring: rawRecordSchema,
      },
    },
    (request, reply) =>
      engineOf(request.params.projectId).call('/operations/raw-record', request.query, goneSignal(reply)),
  );
  api.get(
    `${path}/find/:id`,
    {
      config,
      schema: {
        ...{ tags, summary: 'Find a request, an event or a user by id' },
        params: params.extend({ id: findSchema.shape.id }),
      },
    },
    (request, reply) => {
      const { projectId, id } = request.params;
      return engineOf(projectId).call('/operations/find', { id }, goneSignal(reply));
    },
  );
}
