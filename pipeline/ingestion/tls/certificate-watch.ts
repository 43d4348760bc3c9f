import { stat } from 'node:fs/promises';
import type { Logger } from '@millstream/core';
import { type CertificateFiles, type CertificateSet, loadCertificates } from './certificate-set.ts';

/** Keeps the certificates in force equal to the files. */
export interface CertificateWatch {
  /** The certificates in force. */
  readonly current: CertificateSet;
  /** Looks at the files now; resolves when what they hold is in force, or was found broken and logged. */
  check(): Promise<void>;
  /** Changes the list of files; rejects with TLS_CERTIFICATE_INVALID, and then the old list stays. */
  watch(files: readonly CertificateFiles[]): Promise<void>;
  close(): void;
}

/** Settings of {@link watchCertificates}. */
export interface CertificateWatchOptions {
  readonly files: readonly CertificateFiles[];
  /** How often the files are looked at. @default 2000 */
  readonly intervalMs?: number;
  readonly logger: Logger;
  /** Told about each set that comes into force, the first included. */
  readonly onChange: (certificates: CertificateSet) => void;
}

/**
 * Loads the certificates and reads them again when a file changes. Polled by `stat`, because renewal tools swap symbolic
 * links, which notifications of the system miss. A new file that is no use is logged once and the old one stays in force.
 */
export async function watchCertificates(options: CertificateWatchOptions): Promise<CertificateWatch> {
  const { logger, onChange } = options;
  let files = options.files;
  let stamp = await stampOf(files);
  let current = await loadCertificates(files);
  let checking: Promise<void> = Promise.resolve();
  onChange(current);

  async function checkOnce(): Promise<void> {
    const seen = await stampOf(files);
    if (seen === stamp) return;
    stamp = seen;
    try {
      current = await loadCertificates(files);
      onChange(current);
      logger.info({ certFiles: files.map(({ certFile }) => certFile) }, 'certificates were read again');
    } catch (err) {
      logger.error({ err }, 'a changed certificate is no use; the old one stays in force');
    }
  }

  function check(): Promise<void> {
    checking = checking.then(checkOnce);
    return checking;
  }

  const timer = setInterval(() => void check(), options.intervalMs ?? 2000);
  timer.unref();
  return {
    get current() {
      return current;
    },
    check,
    async watch(next) {
      await checking;
      const nextStamp = await stampOf(next);
      current = await loadCertificates(next);
      files = next;
      stamp = nextStamp;
      onChange(current);
    },
    close: () => clearInterval(timer),
  };
}

/** Changes whenever one of the files does; taken before reading, so that a change while reading is seen the next time. */
async function stampOf(files: readonly CertificateFiles[]): Promise<string> {
  const paths = files.flatMap(({ certFile, keyFile }) => [certFile, keyFile]);
  const stamps = await Promise.all(
    paths.map((path) =>
      stat(path, { bigint: true }).then(
        ({ mtimeNs, size, ino }) => `${path} ${mtimeNs} ${size} ${ino}`,
        () => `${path} missing`,
      ),
    ),
  );
  return stamps.join('\n');
}
