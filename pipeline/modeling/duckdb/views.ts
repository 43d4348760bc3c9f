import { eventShown } from './tables/event-table.ts';
import { itemShown } from './tables/item-table.ts';
import { sessionShown } from './tables/session-table.ts';
import { userShown } from './tables/user-table.ts';

/** Statements that (re)create the views over the hot tables. */
export function createViews(): readonly string[] {
  return [
    `CREATE OR REPLACE VIEW event_v2 AS SELECT ${eventShown} FROM stored.event e`,
    `CREATE OR REPLACE VIEW item_v2 AS SELECT ${itemShown}, e.app_id FROM stored.item e`,
    `CREATE OR REPLACE VIEW session AS SELECT ${sessionShown}, e.app_id FROM stored.session e`,
    `CREATE OR REPLACE VIEW user_v2 AS SELECT ${userShown}, e.app_id FROM stored.user e`,
  ];
}
