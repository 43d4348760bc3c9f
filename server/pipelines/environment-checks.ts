import { lookup } from 'node:dns/promises';
import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { PipelineSpec, SpecProblem } from '@millstream/console';
import type { Clock, ErrorDetails } from '@millstream/core';
import { readCertificates } from './certificate-check.ts';
import { ipDataDay } from './ip-data-day.ts';
import type { MachineReport } from './machine-report.ts';

/** What is looked at. */
export type CheckName =
  | 'dataDirectory'
  | 'disk'
  | 'memory'
  | 'cores'
  | 'port'
  | 'securePort'
  | 'certificate'
  | 'dns'
  | 'clock'
  | 'ipData'
  | 'plugins'
  | 'schedule';

/** One line of the check list. */
export interface EnvironmentCheck {
  readonly check: CheckName;
  /** Field of the pipeline that it stands beside; null for the machine. */
  readonly field: string | null;
  readonly state: 'ok' | 'warning' | 'error';
  /** What was found, in English. */
  readonly message: string;
  /** What to do; null when all is well. */
  readonly fix: string | null;
  readonly values: ErrorDetails;
  /** A value that would be fine. */
  readonly offer?: string | number;
}

/** What the checks look at. */
export interface EnvironmentParts {
  readonly machine: MachineReport;
  /** Null checks the machine alone. */
  readonly spec: PipelineSpec | null;
  /** What is wrong with the pipeline already. */
  readonly problems: readonly SpecProblem[];
  readonly clock: Clock;
}

const gigabyte = 1e9;
const dayMs = 86_400_000;
const slowSyncMs = 20;

type Finding = Omit<EnvironmentCheck, 'values' | 'field' | 'fix'> & Partial<EnvironmentCheck>;

function line(finding: Finding): EnvironmentCheck {
  return { values: {}, field: null, fix: null, ...finding };
}

/** Everything that this machine has for or against running a pipeline. */
export async function checkEnvironment(parts: EnvironmentParts): Promise<EnvironmentCheck[]> {
  const { machine, spec, clock } = parts;
  const ofMachine = [dataDirectory(machine), disk(machine), memory(machine), cores(machine, spec)];
  const ofSpec = spec === null ? [] : [...ports(spec, parts.problems), ...(await certificates(spec, clock))];
  const names = spec?.ingestion.https.enabled ? [await dns(spec.ingestion.https.domain)] : [];
  const others = parts.problems.filter(({ field }) => field.startsWith('processing.')).map(ofProblem);
  return [...ofMachine, ...ofSpec, ...names, ...others, clockCheck(), await ipData(clock)];
}

function dataDirectory({ dataDir, fsyncMs }: MachineReport): EnvironmentCheck {
  const check = 'dataDirectory';
  if (fsyncMs === null) {
    const fix =
      'Give the user of the server the right to write there, or start with --data and another folder.';
    return line({
      check,
      state: 'error',
      message: `${dataDir} cannot be written.`,
      fix,
      values: { dataDir },
    });
  }
  const values = { dataDir, fsyncMs };
  if (fsyncMs > slowSyncMs) {
    const message = `${dataDir} is writable, but a write takes ${fsyncMs} ms to be durable.`;
    const fix =
      'Use a local disk: senders wait for this time. Network file systems may not keep what they promise.';
    return line({ check, state: 'warning', message, fix, values });
  }
  return line({ check, state: 'ok', message: `${dataDir} is writable, fsync ${fsyncMs} ms.`, values });
}

function disk({ freeDiskBytes, diskBytes }: MachineReport): EnvironmentCheck {
  const free = Math.round(freeDiskBytes / gigabyte);
  const percent = Math.round((freeDiskBytes / diskBytes) * 100);
  const values = { freeGigabytes: free, freePercent: percent };
  const message = `${free} GB free (${percent} %).`;
  const check = 'disk';
  if (freeDiskBytes < gigabyte || percent < 5) {
    const fix = 'Free space: the collector refuses requests below 1 GB or 5 %.';
    return line({ check, state: 'error', message, fix, values });
  }
  if (freeDiskBytes < 10 * gigabyte || percent < 15)
    return line({
      check,
      state: 'warning',
      message,
      fix: 'Free space, or keep raw records for fewer days.',
      values,
    });
  return line({ check, state: 'ok', message, values });
}

function memory({ memoryBytes, freeMemoryBytes }: MachineReport): EnvironmentCheck {
  const [all, free] = [memoryBytes, freeMemoryBytes].map((bytes) => Math.round(bytes / 1e8) / 10);
  const values = { gigabytes: all ?? 0, freeGigabytes: free ?? 0 };
  const message = `${all} GB of memory, ${free} GB free.`;
  const check = 'memory';
  if (freeMemoryBytes < gigabyte)
    return line({ check, state: 'warning', message, fix: 'Leave at least 1 GB to the warehouse.', values });
  return line({ check, state: 'ok', message, values });
}

function cores({ cores: count }: MachineReport, spec: PipelineSpec | null): EnvironmentCheck {
  const workers = spec?.ingestion.workers.max ?? 1;
  const values = { cores: count, workers };
  if (workers > count) {
    const message = `${count} cores for up to ${workers} collectors.`;
    const fix = 'More collectors than cores take turns: lower the largest number.';
    const field = 'ingestion.workers.max';
    return line({ check: 'cores', field, state: 'warning', message, fix, values });
  }
  return line({ check: 'cores', state: 'ok', message: `${count} cores.`, values });
}

function ofProblem({ field, message, values, offer }: SpecProblem): EnvironmentCheck {
  const check = field.endsWith('https.port')
    ? 'securePort'
    : field.endsWith('port')
      ? 'port'
      : field === 'processing.schedule'
        ? 'schedule'
        : 'plugins';
  const fix = offer === undefined ? 'Correct the field.' : `Use ${offer}.`;
  return { check, field, state: 'error', message, fix, values, ...(offer === undefined ? {} : { offer }) };
}

function ports({ ingestion }: PipelineSpec, problems: readonly SpecProblem[]): EnvironmentCheck[] {
  const asked = [
    { check: 'port', field: 'ingestion.port', port: ingestion.port },
    ...(ingestion.https.enabled
      ? [{ check: 'securePort', field: 'ingestion.https.port', port: ingestion.https.port } as const]
      : []),
  ] as const;
  return asked.map(({ check, field, port }) => {
    const problem = problems.find((one) => one.field === field);
    if (problem) return ofProblem(problem);
    return line({ check, field, state: 'ok', message: `Port ${port} is free.`, values: { port } });
  });
}

async function certificates(spec: PipelineSpec, clock: Clock): Promise<EnvironmentCheck[]> {
  if (!spec.ingestion.https.enabled) return [];
  const { domain } = spec.ingestion.https;
  const field = 'ingestion.https.certificates';
  const check = 'certificate';
  return (await readCertificates(spec)).map((report) => {
    const { certFile } = report;
    if (report.kind === 'unreadable') {
      const fix = 'Put a PEM certificate chain and its matching key there.';
      const message = `${certFile} or its key cannot be used.`;
      return line({ check, field, state: 'error', message, fix, values: { certFile } });
    }
    const days = Math.floor((report.endsAtMs - clock.now()) / dayMs);
    const values = { certFile, domain, days };
    if (days < 0)
      return line({
        check,
        field,
        state: 'error',
        message: `${certFile} has ended.`,
        fix: 'Renew it.',
        values,
      });
    if (!report.isForDomain) {
      const message = `${certFile} is not for ${domain}.`;
      return line({ check, field, state: 'error', message, fix: `Use one that names ${domain}.`, values });
    }
    const message = `${certFile} is for ${domain || 'any name'} and ends in ${days} days.`;
    if (days < 14) return line({ check, field, state: 'warning', message, fix: 'Renew it soon.', values });
    return line({ check, field, state: 'ok', message, values });
  });
}

async function dns(domain: string): Promise<EnvironmentCheck> {
  const own = Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map(({ address }) => address),
  );
  const field = 'ingestion.https.domain';
  const check = 'dns';
  const found = await lookup(domain, { all: true }).catch(() => []);
  const addresses = found.map(({ address }) => address);
  const values = { domain, addresses: addresses.join(', ') };
  if (addresses.length === 0) {
    const fix = `Make a DNS record for ${domain} that points to this machine.`;
    return line({ check, field, state: 'warning', message: `${domain} has no address yet.`, fix, values });
  }
  if (addresses.some((address) => own.includes(address)))
    return line({ check, field, state: 'ok', message: `${domain} points to this machine.`, values });
  const message = `${domain} points to ${values.addresses}, which is no address of this machine.`;
  const fix = 'Fine behind a proxy or a router; else correct the DNS record.';
  return line({ check, field, state: 'warning', message, fix, values });
}

/** On systemd machines a file says that the clock follows a time server; elsewhere nothing is known. */
function clockCheck(): EnvironmentCheck {
  const check = 'clock';
  if (existsSync('/run/systemd/timesync/synchronized'))
    return line({ check, state: 'ok', message: 'The clock follows a time server.' });
  const message = 'Whether the clock follows a time server cannot be told here.';
  return line({
    check,
    state: 'warning',
    message,
    fix: 'Times of arrival come from this clock: run an NTP client.',
  });
}

async function ipData(clock: Clock): Promise<EnvironmentCheck> {
  const day = await ipDataDay();
  const check = 'ipData';
  if (day === null) {
    const fix = 'Places of visitors stay empty; install the product anew or name a database of your own.';
    return line({ check, state: 'warning', message: 'The IP database is not there.', fix });
  }
  const days = Math.floor((clock.now() - Date.parse(day)) / dayMs);
  const values = { day, days };
  const message = `The IP database is of ${day}.`;
  if (days <= 365) return line({ check, state: 'ok', message, values });
  return line({
    check,
    state: 'warning',
    message,
    fix: 'Upgrade, or name a newer database of your own.',
    values,
  });
}
