import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { type StepNames, stepNames } from './plugin-chain.ts';
import type { PluginManifest } from './plugin-manifest.ts';

function plugin(kind: 'transformer' | 'enrichment', name: string, path = `/plugins/${name}-file.ts`) {
  const base = { name, version: '1', apiVersion: 1 as const, files: [] };
  const manifest: PluginManifest =
    kind === 'transformer' ? { ...base, kind, reads: ['data'] } : { ...base, kind, reads: [] };
  return { path, manifest };
}

const segment = plugin('transformer', 'segment');
const other = plugin('transformer', 'other');
const currency = plugin('enrichment', 'currency');
const catalogue = plugin('enrichment', 'catalogue');

const cases: readonly [
  what: string,
  settings: StepNames,
  plugins: readonly ReturnType<typeof plugin>[],
  expected: StepNames | RegExp,
][] = [
  [
    'keeps the default without plug-ins',
    { transformer: 'clickstream', enrichments: ['ua', 'ip'] },
    [],
    { transformer: 'clickstream', enrichments: ['ua', 'ip'] },
  ],
  [
    'adds what is installed and not named',
    { transformer: 'clickstream', enrichments: ['ua'] },
    [segment, currency, catalogue],
    { transformer: 'segment', enrichments: ['ua', 'currency', 'catalogue'] },
  ],
  [
    'keeps the named order',
    { transformer: 'other', enrichments: ['catalogue', 'ua', 'currency', 'ip'] },
    [segment, other, currency, catalogue],
    { transformer: 'other', enrichments: ['catalogue', 'ua', 'currency', 'ip'] },
  ],
  [
    'knows a plug-in by its file too',
    { transformer: 'segment-file', enrichments: ['currency-file', 'ua'] },
    [segment, currency],
    { transformer: 'segment', enrichments: ['currency', 'ua'] },
  ],
  [
    'does not choose between two transformers',
    { transformer: 'clickstream', enrichments: [] },
    [segment, other],
    /must name one/,
  ],
  ['refuses an unknown step', { transformer: 'clickstream', enrichments: ['uaa'] }, [], /uaa is neither/],
  [
    'refuses a step of the other kind',
    { transformer: 'currency', enrichments: ['segment'] },
    [segment, currency],
    /currency is neither.*segment is neither/,
  ],
];

describe('stepNames', () => {
  for (const [what, settings, plugins, expected] of cases) {
    it(what, () => {
      const run = () => stepNames({ ...settings, enrichments: [...settings.enrichments] }, plugins);
      if (!(expected instanceof RegExp)) assert.deepEqual(run(), expected);
      else
        assert.throws(
          run,
          (error) =>
            error instanceof CodedError && error.code === 'CONFIG_INVALID' && expected.test(error.message),
        );
    });
  }
});
