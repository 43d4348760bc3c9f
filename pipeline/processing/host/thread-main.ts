// Entry of a processing thread: runs the core over blocks of lines and writes the rows to files.
import { parentPort, workerData } from 'node:worker_threads';
import { asCodedError, type Logger, type StagedChunk } from '@millstream/core';
import { createChunkPipeline } from '../chunk/chunk-pipeline.ts';
import type { SourceLine } from '../clean/read-line.ts';
import type { LineBlock } from './line-blocks.ts';
import { pipelineSteps } from './pipeline-steps.ts';
import { createStagedWriter, type StagedWriter } from './staged-writer.ts';
import type { ThreadConfig } from './thread-config.ts';
import type { BatchStart, FromThread, ToThread } from './thread-messages.ts';

const config = workerData as ThreadConfig & { threadName: string };
const log = (level: keyof Logger) => (fields: object, message: string) => {
  parentPort?.postMessage({ kind: 'log', level, fields, message } satisfies FromThread);
};
const logger: Logger = { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
const pipeline = createChunkPipeline(config.processing, pipelineSteps(config, logger));
let batch: { start: BatchStart; writer: StagedWriter } | null = null;

function linesOf(block: LineBlock): SourceLine[] {
  const text = Buffer.from(block.bytes.buffer, block.bytes.byteOffset, block.bytes.byteLength).toString(
    'utf8',
  );
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => ({ file: block.file, line: block.firstLine + index, text: line }));
}

/** Lines of one run: rows of longer runs survive into the old space of the heap, which costs a quarter more CPU. */
const linesPerRun = 128;

/** Runs the lines of a block; those of a file are alike in whether freshness counts. */
async function runBlock(block: LineBlock): Promise<StagedChunk | null> {
  if (!batch) throw new Error('a block came before its batch');
  const { start, writer } = batch;
  const anyAge = start.anyAge[block.file] ?? false;
  const options = { now: start.now, anyAge, fileTimesMs: start.fileTimesMs };
  const lines = linesOf(block);
  for (let from = 0; from < lines.length; from += linesPerRun) {
    writer.add(await pipeline.run(lines.slice(from, from + linesPerRun), options));
  }
  return writer.eventCount >= start.chunkEvents ? writer.take() : null;
}

async function handle(message: ToThread): Promise<StagedChunk | null> {
  switch (message.kind) {
    case 'start':
      batch = { start: message, writer: createStagedWriter(message.folder, config.threadName) };
      return null;
    case 'block':
      return runBlock(message.block);
    case 'end':
      return batch?.writer.take() ?? null;
  }
}

let turn: Promise<void> = Promise.resolve();
parentPort?.on('message', (message: ToThread) => {
  turn = turn.then(async () => {
    let answer: FromThread;
    try {
      answer = { kind: 'done', chunk: await handle(message) };
    } catch (error) {
      const stack = error instanceof Error ? (error.stack ?? '') : String(error);
      answer = { kind: 'failed', error: asCodedError(error).toJSON(), stack };
    }
    if (message.kind !== 'start') parentPort?.postMessage(answer);
  });
});
