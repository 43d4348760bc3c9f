import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import type { WindowOptions } from './open-console.ts';

/** A picture of the manual. */
export interface ManualPicture {
  /** File name without its ending, in `docs/images`. */
  readonly name: string;
  readonly address: string;
  readonly look?: WindowOptions;
}

const studio = '/analytics/first/app/shop';

/** Address of an exploration of `docs/examples`, opened by its whole question. */
function exploration(file: string): string {
  const text = readFileSync(new URL(`../../docs/examples/${file}`, import.meta.url), 'utf8');
  const spec = JSON.parse(text) as { kind: string };
  const packed = deflateRawSync(JSON.stringify(spec)).toString('base64url');
  return `${studio}/explore/${spec.kind}?q=${packed}&range=last-28-day`;
}

/** The pictures, each of a page with the demo shop's data. */
export const manualPictures: readonly ManualPicture[] = [
  { name: 'life-cycle', address: `${studio}/dashboard/lifecycle` },
  {
    name: 'life-cycle-dark',
    address: `${studio}/dashboard/lifecycle?sheet=acquisition`,
    look: { theme: 'dark' },
  },
  { name: 'event', address: exploration('purchases.json') },
  { name: 'funnel', address: exploration('checkout-funnel.json') },
  { name: 'path', address: exploration('after-the-cart.json'), look: { width: 1600 } },
  { name: 'retention', address: exploration('coming-back.json') },
  { name: 'attribution', address: exploration('what-sells.json') },
  { name: 'realtime', address: `${studio}/realtime` },
  { name: 'data-management', address: `${studio}/data-management/events` },
  { name: 'traffic-rules', address: `${studio}/traffic`, look: { width: 1600 } },
  { name: 'app', address: '/project/first/application/detail/shop' },
  { name: 'ledger', address: '/project/first/ledger' },
  { name: 'runs', address: '/project/first/runs' },
  { name: 'pipeline-wizard', address: '/project/first/pipeline/main/update', look: { width: 1600 } },
];
