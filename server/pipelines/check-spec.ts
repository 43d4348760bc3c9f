import { type PipelineSpec, type SpecProblem, specProblem } from '@millstream/console';
import { asCodedError, type Clock } from '@millstream/core';
import { parseSchedule } from '../engine/schedule.ts';
import { readCertificates } from './certificate-check.ts';
import type { PluginPath } from './pipeline-settings.ts';
import { offerPort, portStanding } from './port-check.ts';

/** A port that the installation uses, and what for. */
export interface UsedPort {
  readonly port: number;
  /** Null for what belongs to no project. */
  readonly projectId: string | null;
  /** In words: `the pipeline of shop`. */
  readonly user: string;
}

/** What a pipeline is checked against. */
export interface SpecCheckParts {
  readonly usedPorts: () => Promise<readonly UsedPort[]>;
  readonly pluginPath: PluginPath;
  readonly clock: Clock;
}

const builtInTransformers = ['clickstream', 'gtm', 'sensors'];
const builtInEnrichments = ['ua', 'ip'];

/** What this machine and this profile have against a pipeline; each at its field. */
export async function checkSpec(
  projectId: string,
  spec: PipelineSpec,
  parts: SpecCheckParts,
): Promise<SpecProblem[]> {
  return [
    ...profileProblems(spec),
    ...(await portProblems(projectId, spec, await parts.usedPorts())),
    ...(await certificateProblems(spec, parts.clock)),
    ...processingProblems(spec, parts),
  ];
}

function profileProblems({ profile, ingestion }: PipelineSpec): SpecProblem[] {
  const { kind } = ingestion.sink;
  return [
    ...(profile === 'embedded' ? [] : [specProblem('profile', 'PROFILE_NOT_AVAILABLE', { profile })]),
    ...(kind === 'file' ? [] : [specProblem('ingestion.sink.kind', 'SINK_NOT_IN_PROFILE', { kind })]),
  ];
}

async function portProblems(
  projectId: string,
  { ingestion }: PipelineSpec,
  used: readonly UsedPort[],
): Promise<SpecProblem[]> {
  const { host, https } = ingestion;
  const asked = [
    { field: 'ingestion.port', port: ingestion.port },
    ...(https.enabled ? [{ field: 'ingestion.https.port', port: https.port }] : []),
  ];
  const others = used.filter((one) => one.projectId !== projectId);
  const own = used.filter((one) => one.projectId === projectId).map(({ port }) => port);
  const isSpokenFor = (port: number) =>
    used.some((one) => one.port === port) || asked.some((one) => one.port === port);
  const problems: SpecProblem[] = [];
  if ((await portStanding(host, 0)) === 'no-address')
    return [specProblem('ingestion.host', 'FIELD_INVALID', { reason: 'is no address of this computer' })];
  for (const { field, port } of asked) {
    if (port === 0) continue;
    const other = others.find((one) => one.port === port);
    // A port that the pipeline itself holds is busy, and rightly so.
    if (!other && (own.includes(port) || (await portStanding(host, port)) === 'free')) continue;
    const offer = await offerPort(host, port, isSpokenFor);
    const values = { port, user: other?.user ?? 'another program', offer: offer ?? 'another port' };
    problems.push(specProblem(field, 'PORT_IN_USE', values, offer ?? undefined));
  }
  return problems;
}

async function certificateProblems(spec: PipelineSpec, clock: Clock): Promise<SpecProblem[]> {
  if (!spec.ingestion.https.enabled) return [];
  const field = 'ingestion.https.certificates';
  const { domain } = spec.ingestion.https;
  const reports = await readCertificates(spec);
  const problems = reports.flatMap((report): SpecProblem[] => {
    const { certFile } = report;
    if (report.kind === 'unreadable') return [specProblem(field, 'TLS_CERTIFICATE_INVALID', { certFile })];
    if (report.endsAtMs > clock.now()) return [];
    const date = new Date(report.endsAtMs).toISOString().slice(0, 10);
    return [specProblem(field, 'CERTIFICATE_EXPIRED', { certFile, date })];
  });
  const read = reports.filter((report) => report.kind === 'read');
  const [first] = read;
  if (first && !read.some(({ isForDomain }) => isForDomain))
    problems.push(specProblem(field, 'CERTIFICATE_OTHER_DOMAIN', { certFile: first.certFile, domain }));
  return problems;
}

function processingProblems({ processing }: PipelineSpec, parts: SpecCheckParts): SpecProblem[] {
  const problems: SpecProblem[] = [];
  try {
    parseSchedule(processing.schedule, parts.clock);
  } catch (error) {
    const reason = asCodedError(error).message.replace(/^.*processing\.schedule: |\.$/g, '');
    problems.push(specProblem('processing.schedule', 'SCHEDULE_INVALID', { reason }));
  }
  for (const [index, { name, version }] of processing.plugins.entries()) {
    if (parts.pluginPath({ name, version }) === null)
      problems.push(specProblem(`processing.plugins.${index}`, 'PLUGIN_UNKNOWN', { name, version }));
  }
  const named = processing.plugins.map(({ name }) => name);
  const unknown = (name: string, builtIn: readonly string[]) =>
    !builtIn.includes(name) && !named.includes(name);
  if (unknown(processing.transformer, builtInTransformers)) {
    const values = { name: processing.transformer, version: '' };
    problems.push(specProblem('processing.transformer', 'PLUGIN_UNKNOWN', values));
  }
  for (const [index, name] of processing.enrichments.entries()) {
    if (unknown(name, builtInEnrichments))
      problems.push(specProblem(`processing.enrichments.${index}`, 'PLUGIN_UNKNOWN', { name, version: '' }));
  }
  return problems;
}
