import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pipelineSpecSchema } from '@millstream/console';
import { systemClock } from '@millstream/core';
import { checkSpec, type SpecCheckParts } from './check-spec.ts';

const other = createServer();
let taken = 0;
before(async () => {
  other.listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  taken = typeof address === 'object' && address !== null ? address.port : 0;
});
after(() => other.close());

const certificate = (name: string) => {
  const file = (end: string) =>
    fileURLToPath(
      new URL(`../../pipeline/ingestion/engine-tests/certificates/${name}.${end}`, import.meta.url),
    );
  return { certFile: file('crt'), keyFile: file('key') };
};
const secure = (domain: string, certificates: readonly object[]) => ({
  ingestion: { port: 1, https: { enabled: true, domain, certificates, port: 2 } },
});

async function problemsOf(value: object, more: Partial<SpecCheckParts> = {}): Promise<[string, string][]> {
  const parts: SpecCheckParts = {
    // The ports of these specifications are the project's own, so that no port of this machine matters.
    usedPorts: async () => [1, 2, 8080].map((port) => ({ port, projectId: 'shop', user: 'shop' })),
    pluginPath: ({ name, version }) => (name === 'geo' && version === '1.0.0' ? '/geo.mjs' : null),
    clock: systemClock,
    ...more,
  };
  const problems = await checkSpec('shop', pipelineSpecSchema.parse(value), parts);
  return problems.map(({ field, code }) => [field, code]);
}

const geo = { name: 'geo', version: '1.0.0' };
const farAhead = { ...systemClock, now: () => Date.parse('2999-01-01') };

describe('what this machine has against a pipeline', () => {
  const cases: readonly (readonly [
    string,
    object,
    readonly (readonly [string, string])[],
    Partial<SpecCheckParts>?,
  ])[] = [
    ['nothing against every default', {}, []],
    ['another profile', { profile: 'aws' }, [['profile', 'PROFILE_NOT_AVAILABLE']]],
    [
      'a sink of another profile',
      { ingestion: { sink: { kind: 's3', bucket: 'raw' } } },
      [['ingestion.sink.kind', 'SINK_NOT_IN_PROFILE']],
    ],
    [
      'an address of another machine',
      { ingestion: { host: '203.0.113.9', httpAccepted: true } },
      [['ingestion.host', 'FIELD_INVALID']],
    ],
    [
      'no schedule',
      { processing: { schedule: 'rate(0 minutes)' } },
      [['processing.schedule', 'SCHEDULE_INVALID']],
    ],
    ['a plug-in that is there', { processing: { plugins: [geo], enrichments: ['ua', 'geo'] } }, []],
    [
      'a version that is not there',
      { processing: { plugins: [{ ...geo, version: '2.0.0' }] } },
      [['processing.plugins.0', 'PLUGIN_UNKNOWN']],
    ],
    [
      'steps that nobody has',
      { processing: { transformer: 'mine', enrichments: ['ua', 'geo'] } },
      [
        ['processing.transformer', 'PLUGIN_UNKNOWN'],
        ['processing.enrichments.1', 'PLUGIN_UNKNOWN'],
      ],
    ],
    ['nothing against a certificate for the domain', secure('one.example.com', [certificate('one')]), []],
    [
      'a certificate for another domain',
      secure('three.example', [certificate('one')]),
      [['ingestion.https.certificates', 'CERTIFICATE_OTHER_DOMAIN']],
    ],
    [
      'a certificate that ended',
      secure('one.example.com', [certificate('one')]),
      [['ingestion.https.certificates', 'CERTIFICATE_EXPIRED']],
      { clock: farAhead },
    ],
    [
      'a key of another certificate',
      secure('one.example.com', [{ ...certificate('one'), keyFile: certificate('two').keyFile }]),
      [['ingestion.https.certificates', 'TLS_CERTIFICATE_INVALID']],
    ],
  ];
  for (const [what, value, expected, parts] of cases) {
    it(what, async () => assert.deepEqual(await problemsOf(value, parts), expected));
  }

  it('a port that another program uses, with one that is free', async () => {
    const spec = pipelineSpecSchema.parse({ ingestion: { port: taken } });
    const parts = { usedPorts: async () => [], pluginPath: () => null, clock: systemClock };
    const [problem] = await checkSpec('shop', spec, parts);
    assert.deepEqual([problem?.field, problem?.code], ['ingestion.port', 'PORT_IN_USE']);
    assert.ok(Number(problem?.offer) > taken);
  });

  it('a port of another project, though nothing listens there now', async () => {
    const usedPorts = async () => [{ port: 8080, projectId: 'news', user: 'the pipeline of News' }];
    assert.deepEqual(await problemsOf({}, { usedPorts }), [['ingestion.port', 'PORT_IN_USE']]);
  });
});
