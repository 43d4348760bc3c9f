import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { capabilities, sdkNames } from './driver.ts';
import { parseSubject, readSubjects } from './read-scenarios.ts';
import type { Step } from './scenario.ts';

const file = (steps: unknown[], rest: object = {}) =>
  JSON.stringify({ subject: 'S', scenarios: [{ name: 'does it', spec: '1', steps, expect: {}, ...rest }] });

describe('files of scenarios', () => {
  const wrong = [
    { title: 'no JSON', text: '{', message: /^f\.json is not JSON/ },
    {
      title: 'an unknown action',
      text: file([{ do: 'start' }, { do: 'dance' }]),
      message: /^f\.json: scenario "does it", step 2 \(dance\), do /,
    },
    {
      title: 'a missing field',
      text: file([{ do: 'wait' }]),
      message: /scenario "does it", step 1 \(wait\), seconds /,
    },
    {
      title: 'an unknown field',
      text: file([{ do: 'flush', now: true }]),
      message: /step 1 \(flush\).*"now"/,
    },
    {
      title: 'an unknown capability',
      text: file([{ do: 'flush' }], { needs: ['wings'] }),
      message: /scenario "does it", needs\.0 /,
    },
    {
      title: 'an unknown SDK',
      text: file([{ do: 'flush', for: ['cobol'] }]),
      message: /step 1 \(flush\), for\.0 /,
    },
    {
      title: 'an event that is neither typed nor a view',
      text: file([{ do: 'flush' }], { expect: { events: [{ n: 1 }] } }),
      message: /expect\.events\.0 needs event_type or view/,
    },
    {
      title: 'a wrong step in a repeated one',
      text: file([{ do: 'repeat', times: 2, steps: [{ do: 'wait', seconds: 0 }] }]),
      message: /step 1 \(repeat\), step 1 \(wait\), seconds /,
    },
  ];
  for (const { title, text, message } of wrong) {
    it(`say where there is ${title}`, () => {
      assert.throws(() => parseSubject('f.json', text), { message });
    });
  }

  it('write long texts, lists and many names short', () => {
    const attributes = {
      long: { $repeat: 'ab', times: 2 },
      $names: { name: 'n{n}', value: '{n}', times: 2 },
    };
    const items = { $list: { id: 'i{n}' }, times: 2 };
    const { scenarios } = parseSubject('f.json', file([{ do: 'track', name: 'a', attributes, items }]));
    assert.deepEqual(scenarios[0]?.steps, [
      {
        do: 'track',
        name: 'a',
        attributes: { long: 'abab', n1: 1, n2: 2 },
        items: [{ id: 'i1' }, { id: 'i2' }],
      },
    ]);
  });
});

describe('the scenarios', () => {
  const subjects = readSubjects();
  const scenarios = subjects.flatMap((subject) => subject.scenarios);

  it('are valid, and each has a name of its own', () => {
    assert.ok(scenarios.length >= 100);
  });

  it('expect something, each of them', () => {
    const expects = (steps: readonly Step[]): boolean =>
      steps.some((step) => step.do === 'expect' && Object.keys(step.expect).length > 0);
    const idle = scenarios.filter(({ steps, expect }) => Object.keys(expect).length === 0 && !expects(steps));
    assert.deepEqual(
      idle.map(({ name }) => name),
      [],
    );
  });

  it('use every capability that a driver may name', () => {
    const named = new Set(
      scenarios.flatMap((scenario) => JSON.stringify(scenario).match(/"[a-z-]+"/g) ?? []),
    );
    const known: readonly string[] = sdkNames;
    assert.deepEqual(
      capabilities.filter((capability) => !known.includes(capability) && !named.has(`"${capability}"`)),
      [],
    );
  });
});
