import { CodedError } from '@millstream/core';
import { parse } from 'yaml';
import { checkDepth } from '../api/body-depth.ts';

/** The value of a YAML text. @throws CodedError USAGE, also for one that nests too deep */
export function readYaml(text: string): unknown {
  const value = parsedYaml(text);
  checkDepth(value);
  return value;
}

function parsedYaml(text: string): unknown {
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
