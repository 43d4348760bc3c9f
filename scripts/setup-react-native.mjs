// React Native, AsyncStorage and React Navigation below .cache/react-native, apart from the packages of the repository:
// tests of the React Native SDK run on the real ones, and nothing else may see a second React.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { must } from './setup-command.mjs';

const files = ['package.json', 'package-lock.json', '.npmrc'];

/** Installs the packages that sdks/react-native/engine-tests/packages locks, unless they are there. */
export function installReactNative(root) {
  const source = join(root, 'sdks', 'react-native', 'engine-tests', 'packages');
  const folder = join(root, '.cache', 'react-native');
  const ready = join(folder, 'ready');
  const lock = createHash('sha256')
    .update(readFileSync(join(source, 'package-lock.json')))
    .digest('hex');
  if (existsSync(ready) && readFileSync(ready, 'utf8') === lock) return;
  console.log('setup: installing React Native for the tests of its SDK (200 MB)');
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  for (const file of files) copyFileSync(join(source, file), join(partial, file));
  const arguments_ = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  if (npm) must(process.execPath, [npm, ...arguments_], { cwd: partial });
  else must('npm', arguments_, { cwd: partial });
  writeFileSync(join(partial, 'ready'), lock);
  renameSync(partial, folder);
}
