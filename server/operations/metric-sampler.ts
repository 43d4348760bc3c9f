import { readCertificates } from '../pipelines/certificate-check.ts';
import { ipDataDay } from '../pipelines/ip-data-day.ts';
import type { ProjectRuntime } from '../pipelines/project-runtime.ts';
import type { OperationParts } from './operation-parts.ts';
import { readPrometheus } from './prometheus-text.ts';
import { type MetricSnapshot, metricValues } from './sample-metrics.ts';
import { diskSpace, folderBytes, projectStorage } from './storage.ts';

/** Pause between two samples, ms. */
export const sampleEveryMs = 15_000;
/** Sizes of folders, the ledger and certificates change slowly and cost more to look at. */
const slowEverySamples = 20;
const dayMs = 86_400_000;

/** What a sampler works with. */
export interface SamplerParts extends OperationParts {
  readonly runtimeOf: (projectId: string) => ProjectRuntime | null;
}

/** Samples running pipelines into the history, until it is closed. */
export interface MetricSampler {
  /** Takes a sample of every project now. */
  sample(): Promise<void>;
  close(): Promise<void>;
}

/** Starts sampling. */
export function startMetricSampler(parts: SamplerParts): MetricSampler {
  const { store, metrics, clock, logger, dataDir } = parts;
  const before = new Map<string, MetricSnapshot>();
  const slow = new Map<string, { taken: number; values: Record<string, number> }>();
  let running: Promise<void> = Promise.resolve();

  async function slowValues(runtime: ProjectRuntime): Promise<Record<string, number>> {
    const { raw, waiting, warehouse, lake, logs } = await projectStorage(runtime.layout);
    const values: Record<string, number> = {
      ...{ raw_bytes: raw + waiting, warehouse_bytes: warehouse, lake_bytes: lake, log_bytes: logs },
      data_bytes: raw + waiting + warehouse + lake + logs,
    };
    const body = { sinceMs: clock.now() - dayMs };
    const ledger = await parts
      .engineOf(runtime.projectId)
      .call('/operations/ledger', body, AbortSignal.timeout(10_000))
      .catch(() => null);
    const { rows, problems } = (ledger ?? {}) as { rows?: { balanced: boolean }[]; problems?: unknown[] };
    if (rows !== undefined)
      values.ledger_off = rows.filter(({ balanced }) => !balanced).length + (problems?.length ?? 0);
    const reports = runtime.inForce === null ? [] : await readCertificates(runtime.inForce);
    const ends = reports.flatMap((report) => (report.kind === 'read' ? [report.endsAtMs] : [0]));
    if (ends.length > 0) values.certificate_days = Math.max(0, (Math.min(...ends) - clock.now()) / dayMs);
    const ipDay = await ipDataDay();
    if (ipDay !== null) values.geoip_days = Math.max(0, (clock.now() - Date.parse(ipDay)) / dayMs);
    const last = (await store.backups.list()).find(({ state }) => state === 'Succeeded');
    if (last !== undefined) values.backup_hours = (clock.now() - last.startedAtMs) / 3_600_000;
    return values;
  }

  async function waitingAge(projectId: string): Promise<number | null> {
    const answer = await parts
      .engineOf(projectId)
      .call('/operations/waiting', {}, AbortSignal.timeout(5_000))
      .catch(() => null);
    if (answer === null) return null;
    const { oldestMs } = answer as { oldestMs: number | null };
    return oldestMs === null ? 0 : Math.max(0, clock.now() - oldestMs);
  }

  async function sampleProject(runtime: ProjectRuntime): Promise<void> {
    const { projectId } = runtime;
    const at = clock.now();
    const lines = readPrometheus(await runtime.metrics());
    const snapshot = { atMs: clock.monotonic(), lines };
    const known = slow.get(projectId);
    const isDue = known === undefined || known.taken % slowEverySamples === 0;
    const values = isDue ? await slowValues(runtime) : known.values;
    slow.set(projectId, { taken: (known?.taken ?? 0) + 1, values });
    const space = await diskSpace(dataDir);
    const waitingMs = await waitingAge(projectId);
    await metrics.add(projectId, at, {
      ...values,
      ...metricValues(before.get(projectId) ?? null, snapshot),
      ...(waitingMs === null ? {} : { oldest_waiting_ms: waitingMs }),
      disk_free_bytes: space.freeBytes,
      disk_free_percent: (100 * space.freeBytes) / space.totalBytes,
    });
    before.set(projectId, snapshot);
  }

  async function sampleAll(): Promise<void> {
    for (const { projectId } of await store.pipelines.list()) {
      const runtime = parts.runtimeOf(projectId);
      if (runtime === null) continue;
      await sampleProject(runtime).catch((error: unknown) =>
        logger.warn({ error: String(error), projectId }, 'a project could not be measured'),
      );
    }
  }

  function sample(): Promise<void> {
    running = running
      .then(sampleAll)
      .catch((error: unknown) => logger.warn({ error: String(error) }, 'pipelines could not be measured'));
    return running;
  }

  const timer = setInterval(() => void sample(), sampleEveryMs);
  return {
    sample,
    async close() {
      clearInterval(timer);
      await running;
    },
  };
}

/** Bytes of what belongs to the installation as a whole. */
export async function installationBytes(
  dataDir: string,
): Promise<{ metadata: number; plugins: number; backups: number }> {
  const [all, plugins, backups, projects] = await Promise.all([
    folderBytes(dataDir),
    folderBytes(`${dataDir}/plugins`),
    folderBytes(`${dataDir}/backups`),
    folderBytes(`${dataDir}/clickstream`),
  ]);
  return { metadata: Math.max(0, all - plugins - backups - projects), plugins, backups };
}
