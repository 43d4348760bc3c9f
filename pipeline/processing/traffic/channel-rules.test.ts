import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import type { ChannelInput } from './channel-rules.ts';
import { defaultTrafficRuleFiles, defaultTrafficRules } from './load-traffic-rules.ts';
import { compileTrafficRules } from './traffic-rules.ts';
import { type CampaignFacts, noCampaign } from './traffic-source.ts';

interface Visit extends Partial<CampaignFacts> {
  readonly category?: string;
  readonly referrer?: string;
  readonly referrerHost?: string;
}

function input({ category = '', referrer = '', referrerHost = '', ...campaign }: Visit): ChannelInput {
  return {
    campaign: { ...noCampaign, ...campaign },
    category: category || null,
    referrer: referrer || null,
    referrerHost: referrerHost || null,
  };
}

const link = { referrer: 'https://a.b/', referrerHost: 'a.b' };

const channels: readonly (readonly [channel: string, visit: Visit])[] = [
  ['Direct', {}],
  ['Direct', { referrerHost: 'mail.x' }],
  ['Paid Search', { category: 'Search', medium: 'CPC' }],
  ['Paid Search', { category: 'Search', medium: 'ppc' }],
  ['Paid Search', { category: 'Search', medium: 'retargeting' }],
  ['Paid Search', { category: 'search', medium: 'paid-link' }],
  ['Paid Search', { category: 'Search', medium: '(Organic)', clid: 'c' }],
  ['Organic Search', { category: 'Search' }],
  ['Organic Search', { category: 'Search', medium: '(Organic)' }],
  ['Unassigned', { category: 'Search', medium: 'banner' }],
  ['Paid Social', { category: 'Social', medium: 'cpm-cpc' }],
  ['Organic Social', { category: 'Social', medium: 'banner' }],
  ['Organic Social', { source: 'x', medium: 'Social Network' }],
  ['Organic Social', { source: 'x', medium: 'sm' }],
  ['Paid Video', { category: 'Video', clid: 'c' }],
  ['Organic Video', { category: 'Video', medium: 'banner' }],
  ['Organic Video', { source: 'x', medium: 'my video ad' }],
  ['Paid Shopping', { category: 'Shopping', medium: 'paid' }],
  ['Paid Shopping', { category: 'Shopping', campaign: 'web shop' }],
  ['Organic Shopping', { category: 'Shopping', campaign: 'workshop' }],
  // Of the letters only an e may stand before `shop`.
  ['Paid Shopping', { category: 'Shopping', campaign: 'eshop' }],
  ['Organic Shopping', { source: 'x', campaign: 'summer shopping' }],
  ['Organic Shopping', { source: 'x', campaign: 'shop' }],
  ['Paid Other', { source: 'x', medium: 'cpc' }],
  ['Unassigned', { source: 'x', clid: 'c' }],
  ['Email', { source: 'Hotmail' }],
  ['Email', { source: 'x', medium: 'e-mail' }],
  ['Email', { source: 'x', ...link, referrerHost: 'mail.a.b' }],
  ['SMS', { source: 'SMS' }],
  ['SMS', { source: 'x', medium: 'sms' }],
  ['Audio', { source: 'x', medium: 'audio' }],
  ['Mobile Push Notifications', { source: 'x', medium: 'web-push' }],
  ['Mobile Push Notifications', { source: 'x', medium: 'mobile app' }],
  ['Mobile Push Notifications', { source: 'x', medium: 'notification bar' }],
  ['Referral', { source: 'a.b', medium: '(Referral)', ...link }],
  ['Unassigned', { source: 'a.b', category: 'Referral', ...link }],
  ['Internal', { source: 'x', referrer: 'https://x.internal.y/', referrerHost: 'x.internal.y' }],
  ['Unassigned', { source: 'x' }],
];

describe('the default channel rules', () => {
  const { chooseChannel } = defaultTrafficRules();
  for (const [channel, visit] of channels) {
    it(`call ${JSON.stringify(visit)} ${channel}`, () => {
      assert.equal(chooseChannel(input(visit)), channel);
    });
  }

  it('are the sixteen of the specification', () => {
    assert.equal((defaultTrafficRuleFiles.channels as readonly unknown[]).length, 16);
  });

  it('stay quick on a text made to slow an expression down', () => {
    assert.equal(
      chooseChannel(input({ source: 'x', campaign: `${'shop'.repeat(200_000)}\n` })),
      'Organic Shopping',
    );
  });
});

function chooserFor(condition: unknown) {
  return compileTrafficRules([], [{ id: 1, channel: 'Hit', condition }]).chooseChannel;
}

const medium = 'traffic_source_medium';
const ops: readonly (readonly [leaf: object, medium: string | null, isHit: boolean])[] = [
  [{ op: 'eq', value: 'Email' }, 'eMAIL', true],
  [{ op: 'eq', value: 'Email' }, 'email2', false],
  [{ op: 'eq', value: '__empty__' }, null, true],
  [{ op: 'eq', value: '__empty__' }, 'x', false],
  [{ op: 'not_eq', value: '__empty__' }, 'x', true],
  [{ op: 'not_eq', value: '__empty__' }, null, false],
  [{ op: 'contain', value: 'AI' }, 'mail', true],
  [{ op: 'not_contain', value: 'ai' }, 'mail', false],
  [{ op: 'not_contain', value: 'ai' }, null, true],
  [{ op: 'start_with', value: 'ma' }, 'Mail', true],
  [{ op: 'not_start_with', value: 'ma' }, 'Mail', false],
  [{ op: 'end_with', value: 'IL' }, 'mail', true],
  [{ op: 'not_end_with', value: 'il' }, 'mail', false],
  [{ op: 'match', value: 'a|B' }, 'b', true],
  [{ op: 'match', value: 'a|b' }, 'ab', false],
  [{ op: 'not_match', value: 'a|b' }, 'ab', true],
  [{ op: 'in', values: ['SMS', 'Push'] }, 'push', true],
  [{ op: 'in', values: ['__empty__'] }, null, false],
  [{ op: 'in', values: ['__empty__'] }, '', true],
  [{ op: 'not_in', values: ['sms'] }, null, true],
  [{ op: 'not_in', values: ['sms'] }, 'sms', false],
];

describe('a channel condition', () => {
  for (const [leaf, actual, isHit] of ops) {
    it(`${JSON.stringify(leaf)} is ${isHit} for ${JSON.stringify(actual)}`, () => {
      const choose = chooserFor({ 'op::and': [{ field: medium, ...leaf }] });
      const visit = input({ source: 'x' });
      const chosen = choose({ ...visit, campaign: { ...visit.campaign, medium: actual } });
      assert.equal(chosen, isHit ? 'Hit' : 'Unassigned');
    });
  }

  it('may be nested', () => {
    const is = (value: string) => ({ field: medium, op: 'eq', value });
    const choose = chooserFor({
      'op::or': [is('a'), { 'op::and': [is('b'), { 'op::or': [is('b'), is('c')] }] }],
    });
    assert.deepEqual(
      ['a', 'b', 'c'].map((text) => choose(input({ medium: text }))),
      ['Hit', 'Hit', 'Unassigned'],
    );
  });
});

const eq = { field: medium, op: 'eq', value: 'x' };
const refused: readonly (readonly [title: string, condition: unknown, place: RegExp])[] = [
  ['an unknown field', { 'op::and': [{ ...eq, field: 'color' }] }, /0\.condition\.op::and\.0\.field/],
  ['an unknown op', { 'op::and': [eq, { ...eq, op: 'like' }] }, /0\.condition\.op::and\.1\.op/],
  ['a missing value', { 'op::or': [{ field: medium, op: 'eq' }] }, /op::or\.0\.value/],
  ['missing values', { 'op::or': [{ field: medium, op: 'in', value: 'x' }] }, /op::or\.0\.values/],
  ['both op::and and op::or', { 'op::and': [eq], 'op::or': [eq] }, /0\.condition/],
  ['no condition', {}, /0\.condition/],
  ['a leaf at the top', eq, /must be op::and or op::or/],
  [
    'a broken expression',
    { 'op::and': [{ field: medium, op: 'match', value: '(' }] },
    /not a regular expression/,
  ],
  ['a number as value', { 'op::and': [{ ...eq, value: 1 }] }, /op::and\.0\.value/],
  ['text instead of a condition', 'x', /0\.condition/],
];

describe('compileTrafficRules refuses', () => {
  for (const [title, condition, place] of refused) {
    it(title, () => {
      assert.throws(
        () => compileTrafficRules([], [{ id: 'a', channel: 'A', condition }], { path: 'the file' }),
        (error) =>
          error instanceof CodedError && error.code === 'TRAFFIC_RULES_INVALID' && place.test(error.message),
      );
    });
  }

  it('category rows without a source', () => {
    assert.throws(() => compileTrafficRules([{ url: 'a.b', category: 'Search' }], []), /0\.source/);
  });
});
