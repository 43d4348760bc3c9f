import { acquisition } from './sheets/acquisition.ts';
import { details } from './sheets/details.ts';
import { device } from './sheets/device.ts';
import { engagement } from './sheets/engagement.ts';
import { overview } from './sheets/overview.ts';
import { retention } from './sheets/retention.ts';
import { type Texts, texts } from './texts.ts';
import type { Sheet, Visual } from './visual.ts';

/** A dashboard as data. */
export interface Dashboard {
  readonly id: string;
  readonly names: Texts;
  readonly sheets: readonly Sheet[];
}

/** The dashboard that every app has. */
export const lifeCycleDashboard: Dashboard = Object.freeze({
  id: 'lifecycle',
  names: texts('User life cycle – default', '用户生命周期 – 默认'),
  sheets: [overview, acquisition, engagement, retention, device, details],
});

/** The visuals of a sheet in order. */
export function visualsOf(sheet: Sheet): readonly Visual[] {
  return sheet.sections.flatMap(({ visuals }) => visuals);
}
