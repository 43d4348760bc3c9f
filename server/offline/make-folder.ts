import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CodedError } from '@millstream/core';

/** Makes the folder that an option names, unless it exists; answers with its absolute path. @throws CodedError USAGE */
export async function makeFolder(option: string, path: string): Promise<string> {
  const folder = resolve(path);
  try {
    await mkdir(folder, { recursive: true });
    return folder;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CodedError(
      'USAGE',
      { problem: `The folder of ${option} cannot be made: ${reason}.` },
      { cause },
    );
  }
}
