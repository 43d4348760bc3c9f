import { createReadStream } from 'node:fs';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Logger, StagedEvent, StagedReject } from '@millstream/core';
import { createStagingHost, type ProcessingConfig } from '@millstream/processing';
import type { RawLine } from './raw-lines.ts';

/** Raw records of one file that are tried. */
export interface DryFile {
  readonly lines: readonly RawLine[];
  /** Freshness is waived, as the file's name says. */
  readonly anyAge: boolean;
  /** Stands in for records without a time of arrival, epoch ms. */
  readonly mtimeMs: number;
}

/** What a trial made of its records; `file` and `line` are those of the input. Nothing is stored. */
export interface DryResult {
  readonly events: readonly StagedEvent[];
  readonly rejects: readonly StagedReject[];
}

/** What a trial runs in. */
export interface DryStageParts {
  /** Folder that takes the trial's files; removed at its end. */
  readonly folder: string;
  readonly config: ProcessingConfig;
  readonly nowMs: number;
  readonly logger: Logger;
}

async function* jsonLines<T>(path: string | undefined): AsyncGenerator<T, void> {
  if (path === undefined) return;
  // Staged files are written by the host, one object a line.
  for await (const line of createInterface({ input: createReadStream(path) })) yield JSON.parse(line) as T;
}

/** Runs raw records through the pipeline's steps with the given configuration, aside. @throws CodedError PLUGIN_INVALID */
export async function dryStage(files: readonly DryFile[], parts: DryStageParts): Promise<DryResult> {
  const { folder, config, nowMs, logger } = parts;
  const events: StagedEvent[] = [];
  const rejects: StagedReject[] = [];
  const host = createStagingHost({ threads: 1, config: () => config, logger });
  await mkdir(folder, { recursive: true });
  try {
    const input = await Promise.all(
      files.map(async ({ lines, anyAge, mtimeMs }, index) => {
        const path = join(folder, `tried-${index}.ndjson`);
        await writeFile(path, lines.map(({ text }) => `${text}\n`).join(''));
        await utimes(path, mtimeMs / 1000, mtimeMs / 1000);
        return { path, anyAge };
      }),
    );
    await host.stage({ files: input, folder, now: nowMs }, async (chunk) => {
      for await (const event of jsonLines<StagedEvent>(chunk.eventsPath)) events.push(atHome(event, files));
      for await (const reject of jsonLines<StagedReject>(chunk.rejectsPath))
        rejects.push(atHome(reject, files));
    });
    return { events, rejects };
  } finally {
    await host.retire();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A row with the line that it has in the file it came from. */
function atHome<Row extends { readonly file: number; readonly line: number }>(
  row: Row,
  files: readonly DryFile[],
): Row {
  return { ...row, line: files[row.file]?.lines[row.line]?.line ?? row.line };
}
