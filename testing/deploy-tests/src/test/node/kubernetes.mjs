// Validates Kubernetes manifests (YAML, several documents) strictly: each must have a known kind, match
// that kind's schema, and have no unknown field.
//
//   node kubernetes.mjs FILE...
//
// The validators of kubernetes-models, generated from Kubernetes's own OpenAPI schemas, check the values but
// accept unknown fields; JSON schemas generated from its types find these.

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

async function validator(apiVersion, kind) {
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

async function problems(document, data) {
  if (document.errors.length > 0 || data === null) {
    return [`not YAML: ${document.errors.join('; ')}`];
  }
  const kind = `${data.apiVersion} ${data.kind}`;
  try {
    if (!known.has(kind)) {
      known.set(kind, await validator(data.apiVersion, data.kind));
    }
    return known.get(kind)(data);
  } catch (unknown) {
    return [`cannot be validated: ${unknown.message}`];
  }
}

let count = 0;
let refused = 0;
for (const file of process.argv.slice(2)) {
  for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
    const data = document.toJS();
    const found = await problems(document, data);
    found.forEach(problem =>
      console.log(`${file}: ${data?.kind} ${data?.metadata?.name}: ${problem}`));
    count++;
    refused += found.length > 0 ? 1 : 0;
  }
}
console.log(`${count} manifests, ${refused} refused`);
process.exit(refused > 0 || count === 0 ? 1 : 0);
