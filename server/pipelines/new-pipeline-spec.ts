import { type PipelineSpec, pipelineSpecSchema } from '@millstream/console';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { offerPort, portStanding } from './port-check.ts';

/** A pipeline with every default, on ports that are free on this machine. */
export async function newPipelineSpec(
  supervisor: Pick<Supervisor, 'usedPorts' | 'host'>,
): Promise<PipelineSpec> {
  const spec = pipelineSpecSchema.parse({});
  const used = new Set((await supervisor.usedPorts()).map(({ port }) => port));
  const { host } = supervisor;
  const free = async (port: number): Promise<number> => {
    if (!used.has(port) && (await portStanding(host, port)) === 'free') return port;
    return (await offerPort(host, port, (one) => used.has(one))) ?? port;
  };
  const port = await free(spec.ingestion.port);
  used.add(port);
  const https = { ...spec.ingestion.https, port: await free(spec.ingestion.https.port) };
  return { ...spec, ingestion: { ...spec.ingestion, host, port, https } };
}
