import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSecret } from '@millstream/console';

/**
 * The secret that signs session cookies and seals second factors; made once for a data directory, readable by its owner
 * only. Without it, everybody signs in again and second factors are set up anew.
 */
export function authSecretOf(dataDir: string): string {
  const path = join(dataDir, 'secret.key');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const secret = newSecret();
  writeFileSync(`${path}.tmp`, secret, { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
  return secret;
}
