import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, mkdir, rename, unlink } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { bufferFolder, type Clock, type Logger } from '@millstream/core';

/** What the access log tells about one request; never a body, and of the query only what is listed here. */
export interface AccessEntry {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly appId: string | undefined;
  readonly platform: string | undefined;
  readonly bundleSequenceId: string | undefined;
  readonly status: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly durationMs: number;
  readonly clientIp: string;
  readonly userAgent: string;
  readonly requestId: string;
  readonly tlsVersion: string;
}

/** What an access log needs. */
export interface AccessLogOptions {
  /** Root of the hourly folders. */
  readonly folder: string;
  /** Unique among live processes; names the files. */
  readonly writer: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

const flushEveryMs = 1000;
const maxPendingBytes = 8_388_608;

/**
 * Access log of one project and worker: JSON lines in a folder for each hour (UTC), gzipped when the hour is over. Lines
 * are gathered in memory and written once a second; when the disk lags by more than 8 MB, lines are dropped and the
 * logger is told how many.
 */
export class AccessLog {
  readonly #options: AccessLogOptions;
  #lines: string[] = [];
  #pendingBytes = 0;
  #dropped = 0;
  #path: string | null = null;
  #writing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: AccessLogOptions) {
    this.#options = options;
  }

  /** Notes a request. */
  note(entry: AccessEntry): void {
    if (this.#pendingBytes > maxPendingBytes) {
      this.#dropped++;
      return;
    }
    const time = new Date(this.#options.clock.now()).toISOString();
    const line = `${JSON.stringify({ time, ...entry })}\n`;
    this.#lines.push(line);
    this.#pendingBytes += line.length;
    this.#timer ??= setTimeout(() => void this.flush(), flushEveryMs).unref();
  }

  /** Writes what is gathered. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#lines.join('');
    this.#lines = [];
    if (this.#dropped > 0) {
      const facts = { lines: this.#dropped, folder: this.#options.folder };
      this.#options.logger.warn(facts, 'Access log lines were dropped: the disk lags.');
      this.#dropped = 0;
    }
    this.#writing = this.#writing
      .then(() => this.#append(text))
      .catch((error: unknown) => {
        this.#options.logger.warn(
          { err: error, folder: this.#options.folder },
          'Access log lines were lost.',
        );
      });
    return this.#writing;
  }

  /** Writes what is gathered and compresses the file. */
  async close(): Promise<void> {
    await this.flush();
    await this.#compress();
  }

  async #append(text: string): Promise<void> {
    if (text === '') return;
    this.#pendingBytes -= text.length;
    const { folder, writer, clock } = this.#options;
    const hourFolder = `${folder}/${bufferFolder(clock.now())}`;
    const path = `${hourFolder}/${writer}.log`;
    if (path !== this.#path) {
      await this.#compress();
      await mkdir(hourFolder, { recursive: true });
      this.#path = path;
    }
    await appendFile(path, text);
  }

  async #compress(): Promise<void> {
    const path = this.#path;
    this.#path = null;
    if (path === null) return;
    // A log that is switched off and on again within an hour starts another file.
    const target = `${path.slice(0, -'.log'.length)}-${this.#options.clock.now()}.log.gz`;
    await pipeline(createReadStream(path), createGzip(), createWriteStream(`${target}.part`));
    await rename(`${target}.part`, target);
    await unlink(path);
  }
}
