import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../..', import.meta.url));
const name = createHash('sha256').update(checkout).digest('hex').slice(0, 16);

/** Where the keeper of this checkout's Trino listens: a name of Linux's abstract sockets, which ends with its process. */
export const keeperAddress = `\0millstream-trino-${name}`;
