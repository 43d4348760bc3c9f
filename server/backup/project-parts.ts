import { z } from 'zod';

/** Where the engine puts its part of a backup. */
export const backUpProjectSchema = z.object({ target: z.string().min(1) });

/** Folders of one project in a backup. */
export const projectParts = {
  /** Database file and the lake's files. */
  warehouse: 'warehouse',
  /** Kept raw records. */
  buffer: 'raw/buffer',
  /** Sealed segments that may wait for processing. */
  sealed: 'raw/sealed',
  /** Open segments of collector workers. */
  wal: 'raw/wal',
  rules: 'rules',
} as const;
