// Judges Kubernetes manifests (YAML, several documents) strictly: each must be of a known kind, be
// valid by that kind's schema, and have no field that the kind does not have.
//
//   node kubernetes.mjs FILE
//
// Values are judged by the validators of kubernetes-models, which are generated from Kubernetes' own
// OpenAPI schemas but let unknown fields pass; these are found by JSON schemas made of its types.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { parseAllDocuments } from 'yaml';

const OPERATOR = 'monitoring.coreos.com';

function module(apiVersion, kind) {
  return apiVersion.startsWith(OPERATOR)
    ? `@kubernetes-models/prometheus-operator/${apiVersion}/${kind}`
    : `kubernetes-models/${apiVersion}/${kind}`;
}

async function judge(apiVersion, kind) {
  const name = module(apiVersion, kind);
  const file = fileURLToPath(import.meta.resolve(name));
  const schema = createGenerator({
    path: file.replace(/\.js$/, '.d.ts'),
    type: `I${kind}`,
    skipTypeCheck: true,
    additionalProperties: false,
    tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
  }).createSchema(`I${kind}`);
  const strict = new Ajv({ strict: false, allErrors: true }).compile(schema);
  const Model = (await import(name))[kind];
  return data => {
    const problems = [];
    try {
      new Model(data).validate();
    } catch (invalid) {
      problems.push(invalid.message);
    }
    if (!strict(data)) {
      for (const error of strict.errors) {
        problems.push(`${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
      }
    }
    return problems;
  };
}

const known = new Map();
let failed = 0;
let count = 0;
for (const document of parseAllDocuments(readFileSync(process.argv[2], 'utf8'))) {
  const data = document.toJS();
  if (document.errors.length > 0 || data === null) {
    console.error(`not YAML: ${document.errors.join('; ')}`);
    failed++;
    continue;
  }
  const kind = `${data.apiVersion} ${data.kind}`;
  count++;
  let problems;
  try {
    if (!known.has(kind)) {
      known.set(kind, await judge(data.apiVersion, data.kind));
    }
    problems = known.get(kind)(data);
  } catch (unknown) {
    problems = [`cannot be judged: ${unknown.message}`];
  }
  problems.forEach(problem => console.error(`${kind} ${data.metadata?.name}: ${problem}`));
  failed += problems.length > 0 ? 1 : 0;
}
console.log(`${count} manifests, ${failed} refused`);
process.exit(failed > 0 || count === 0 ? 1 : 0);
