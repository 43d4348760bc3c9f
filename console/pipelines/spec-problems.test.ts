import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pipelineSpecSchema } from './pipeline-spec.ts';
import { readPipelineSpec } from './spec-problems.ts';
import { specRanges } from './spec-ranges.ts';

/** A pipeline that says one thing. */
function saying(path: string, value: unknown): object {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return { [name]: value };
  const kind = path.startsWith('ingestion.sink.') ? { sink: { kind: 'file', [rest[1] ?? '']: value } } : null;
  return { [name]: kind ?? saying(rest.join('.'), value) };
}

function problemsOf(
  value: unknown,
): readonly (readonly [step: number, field: string, code: string, message: string])[] {
  const read = readPipelineSpec(value);
  if ('spec' in read) return [];
  return read.problems.map(({ step, field, code, message }) => [step, field, code, message]);
}

const steps = { ingestion: 2, processing: 3, modeling: 3 } as const;

describe('fields of a pipeline', () => {
  it('all have a default', () => assert.deepEqual(problemsOf({}), []));

  for (const [field, { min, max }] of Object.entries(specRanges)) {
    const step = steps[field.split('.')[0] as keyof typeof steps];
    const message = `must be a whole number from ${min} to ${max}`;
    // A bound of one worker count is bounded by the other, too.
    const isBounded = field.startsWith('ingestion.workers.') && !field.endsWith('Percent');
    const legal = isBounded ? { ingestion: { workers: { min: 1, max: 256, warm: 0 } } } : null;
    it(`${field} takes ${min} and ${max}`, () => {
      if (legal !== null) assert.deepEqual(problemsOf(legal), []);
      else for (const value of [min, max]) assert.deepEqual(problemsOf(saying(field, value)), []);
    });
    for (const value of [min - 1, max + 1, min + 0.5, 'many']) {
      it(`${field} refuses ${value}`, () => {
        const found = problemsOf(saying(field, value)).filter(([, , code]) => code === 'FIELD_OUT_OF_RANGE');
        assert.deepEqual(found, [[step, field, 'FIELD_OUT_OF_RANGE', message]]);
      });
    }
  }

  const wrong: readonly (readonly [what: string, value: object, step: number, field: string])[] = [
    ['a path without a slash', { ingestion: { collectPath: 'collect' } }, 2, 'ingestion.collectPath'],
    ['a path of the collector itself', { ingestion: { collectPath: '/health' } }, 2, 'ingestion.collectPath'],
    ['origins that are none', { ingestion: { cors: { origins: 'example' } } }, 2, 'ingestion.cors.origins'],
    [
      'more least than most workers',
      { ingestion: { workers: { min: 3, max: 2 } } },
      2,
      'ingestion.workers.min',
    ],
    [
      'more warm than most workers',
      { ingestion: { workers: { max: 2, warm: 3 } } },
      2,
      'ingestion.workers.warm',
    ],
    ['HTTP on every network, unaccepted', { ingestion: { host: '0.0.0.0' } }, 2, 'ingestion.httpAccepted'],
    [
      'HTTPS without a domain',
      { ingestion: { https: { enabled: true, certificates: [{ certFile: 'a', keyFile: 'b' }] } } },
      2,
      'ingestion.https.domain',
    ],
    [
      'HTTPS without a certificate',
      { ingestion: { https: { enabled: true, domain: 'a.example' } } },
      2,
      'ingestion.https.certificates',
    ],
    [
      'sign-in of senders without HTTPS',
      {
        ingestion: {
          authentication: {
            enabled: true,
            issuer: 'i',
            userEndpoint: 'u',
            authorizationEndpoint: 'a',
            tokenEndpoint: 't',
            appClientId: 'c',
            appClientSecret: 's',
          },
        },
      },
      2,
      'ingestion.authentication.enabled',
    ],
    ['an empty schedule', { processing: { schedule: '' } }, 3, 'processing.schedule'],
    ['Studio without processing', { processing: { enabled: false } }, 4, 'reporting.studio'],
    ['a label without a key', { labels: [{ key: '', value: 'x' }] }, 1, 'labels.0.key'],
    [
      'a label twice',
      {
        labels: [
          { key: 'a', value: '1' },
          { key: 'a', value: '2' },
        ],
      },
      1,
      'labels.1.key',
    ],
    ['markup', { labels: [{ key: 'a', value: '<b>x</b>' }] }, 1, 'labels.0.value'],
    ['an unknown field', { modeling: { colour: 'red' } }, 3, 'modeling.colour'],
    ['an unknown profile', { profile: 'moon' }, 1, 'profile'],
  ];
  for (const [what, value, step, field] of wrong) {
    it(`refuse ${what}`, () => {
      assert.deepEqual(
        problemsOf(value).map(([at, place]) => [at, place]),
        [[step, field]],
      );
    });
  }

  it('have room for the sinks of other profiles', () => {
    const sinks = [
      { kind: 'kafka', brokers: 'one:9092, two:9092', topic: 'events' },
      { kind: 'kinesis', mode: 'PROVISIONED', shards: 4 },
      { kind: 's3', bucket: 'raw-events' },
    ];
    for (const sink of sinks) assert.deepEqual(problemsOf({ profile: 'aws', ingestion: { sink } }), []);
  });

  it('read the same when they are written down', () => {
    const spec = pipelineSpecSchema.parse({ ingestion: { host: '0.0.0.0', httpAccepted: true } });
    assert.deepEqual(pipelineSpecSchema.parse(JSON.parse(JSON.stringify(spec))), spec);
  });
});
