// Validates a compose file against the compose specification's schema and the rules of dclint.
//
//   node compose.mjs FILE

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// Excluded style rules: keys are ordered by purpose, and a built service has the name of its image.
const TASTE = ['service-keys-order', 'services-alphabetical-order', 'no-build-and-image'];

const dclint = fileURLToPath(new URL('node_modules/.bin/dclint', import.meta.url));
const rules = TASTE.flatMap(rule => ['--disable-rule', rule]);
const lint = spawnSync(
  process.execPath,
  [dclint, process.argv[2], '--max-warnings', '0', '--color', 'false', ...rules],
  { encoding: 'utf8' },
);
process.stdout.write((lint.stdout + lint.stderr).trim());
process.exit(lint.status ?? 1);
