import { CodedError } from '@millstream/core';
import { parse } from 'yaml';

/** The value of a YAML text. @throws CodedError USAGE */
export function readYaml(text: string): unknown {
  try {
    // Aliases that repeat each other make a small file huge.
    return parse(text, { maxAliasCount: 100 });
  } catch (cause) {
    throw new CodedError(
      'USAGE',
      { problem: `The file is not YAML: ${(cause as Error).message}` },
      { cause },
    );
  }
}
