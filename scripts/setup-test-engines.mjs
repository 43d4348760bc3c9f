// What tests and bench need beyond npm: Debian's packages, a Trino server, a Keycloak, and Python packages to compare with.
import { existsSync } from 'node:fs';
import { installAndroid } from './setup-android.mjs';
import { installDebianPackages } from './setup-command.mjs';
import { installHttpExampleTools } from './setup-http-examples.mjs';
import { installKeycloak } from './setup-keycloak.mjs';
import { installPython } from './setup-python.mjs';
import { installReactNative } from './setup-react-native.mjs';
import { installTrino } from './setup-trino.mjs';

const debianPackages = [
  { binary: '/usr/bin/chromium', name: 'chromium' },
  { binary: '/usr/sbin/nginx', name: 'nginx-light' },
  { binary: '/usr/bin/wrk', name: 'wrk' },
  { binary: '/usr/bin/python3', name: 'python3-venv' },
];
const uaParserVersion = '1.0.1';

/** Installs missing engines of the tests; takes a few milliseconds when all are there. */
export function installTestEngines(root) {
  const missing = debianPackages.filter(({ binary }) => !existsSync(binary)).map(({ name }) => name);
  if (missing.length > 0) installDebianPackages(missing);
  installPython(root, `ua-oracle-${uaParserVersion}`, [`ua-parser==${uaParserVersion}`]);
  // The engine of the same version as ours, so that both read the same database file.
  installPython(root, 'python-redshift', ['sqlglot==30.30.0', 'duckdb==1.5.5', 'pytz==2026.6']);
  installPython(root, 'schemathesis', ['schemathesis==4.32.5']);
  installTrino(root);
  installKeycloak(root);
  installHttpExampleTools();
  installReactNative(root);
  installAndroid(root);
}

/** Installs ClickHouse, which the bench compares with. */
export function installBenchEngines(root) {
  installPython(root, 'chdb', ['chdb==4.4.0']);
}
