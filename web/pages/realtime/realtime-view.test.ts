import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type FeedEvent, feedLength, withNewer } from './realtime-view.ts';

const event = (eventId: string): FeedEvent => ({
  eventId,
  name: 'x',
  time: '',
  arrived: '',
  userPseudoId: '',
  userId: null,
  columns: {},
  parameters: {},
});
const ids = (events: readonly FeedEvent[]) => events.map(({ eventId }) => eventId);

describe('the feed', () => {
  it('shows newer events first, each once', () => {
    assert.deepEqual(ids(withNewer([event('b'), event('a')], [event('c'), event('b')])), ['c', 'b', 'a']);
  });
  it('keeps the newest fifty', () => {
    const known = Array.from({ length: feedLength }, (_, at) => event(`old-${at}`));
    const feed = withNewer(known, [event('new')]);
    assert.equal(feed.length, feedLength);
    assert.equal(feed[0]?.eventId, 'new');
  });
});
