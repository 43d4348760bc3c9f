import { readPipelineSpec } from '@millstream/console';
import type { Clock } from '@millstream/core';
import { z } from 'zod';
import { checkEnvironment } from '../pipelines/environment-checks.ts';
import { estimateOf } from '../pipelines/estimate.ts';
import { reportMachine } from '../pipelines/machine-report.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['environment'];
const config = { permission: 'environment.read', acrossProjects: true } as const;
const body = z.strictObject({
  /** Project whose pipeline it is, so that its own ports count as free. */
  projectId: z.string().optional(),
  spec: z.unknown().optional(),
  requestsPerSecond: z.number().min(0).max(1_000_000).default(20),
});

/** Adds the checks of this machine: alone, or for a pipeline. */
export function addEnvironmentRoutes(api: TypedApi, parts: { supervisor: Supervisor; clock: Clock }): void {
  const { supervisor, clock } = parts;
  api.get(
    '/api/environment/check',
    { config, schema: { tags, summary: 'What this machine offers' } },
    async () => {
      const machine = await reportMachine(supervisor.dataDir);
      return { machine, checks: await checkEnvironment({ machine, spec: null, problems: [], clock }) };
    },
  );
  api.post(
    '/api/environment/check',
    { config, schema: { tags, summary: 'What this machine has for or against a pipeline', body } },
    async (request) => {
      const { projectId = '', spec: wanted, requestsPerSecond } = request.body;
      const machine = await reportMachine(supervisor.dataDir);
      const read = readPipelineSpec(wanted ?? {});
      const spec = 'spec' in read ? read.spec : null;
      const { problems } = await supervisor.pipelines.preview(projectId, wanted ?? {});
      const checks = await checkEnvironment({ machine, spec, problems, clock });
      return { machine, checks, estimate: spec === null ? null : estimateOf(spec, requestsPerSecond) };
    },
  );
}
