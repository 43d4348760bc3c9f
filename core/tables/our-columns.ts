import { columns } from './column.ts';

/** Columns of ours that follow the specified ones in `event_v2`, in the warehouse and in the lake. */
export const ourEventColumns = columns('is_bot bool!', 'bot_reason str');
