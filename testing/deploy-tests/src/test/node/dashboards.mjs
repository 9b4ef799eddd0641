// Validates Grafana dashboards against the types of @grafana/schema: node dashboards.mjs FILE...
// Prints one line per error, and exits with 1 if there is one.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const types = join(
  dirname(fileURLToPath(import.meta.url)),
  'node_modules/@grafana/schema/dist/types/raw',
);

// the types of the options (and field options) of each panel; traces has none
const panels = {
  timeseries: ['timeseries', 'Options', 'FieldConfig'],
  'state-timeline': ['statetimeline', 'Options', 'FieldConfig'],
  stat: ['stat', 'Options'],
  gauge: ['gauge', 'Options'],
  heatmap: ['heatmap', 'Options', 'FieldConfig'],
  table: ['table', 'Options', 'FieldConfig'],
  logs: ['logs', 'Options'],
  traces: undefined,
};

const ajv = new Ajv({ allErrors: true, strict: false });

function validators(file, ...names) {
  const generator = createGenerator({
    path: join(types, file),
    tsconfig: join(dirname(fileURLToPath(import.meta.url)), 'tsconfig.json'),
    skipTypeCheck: true,
    additionalProperties: false,
  });
  return names.map((name) => ajv.compile(generator.createSchema(name)));
}

const [validDashboard] = validators('dashboard/x/types.gen.d.ts', 'Dashboard');
const validPanels = {};

function panelValidators(type) {
  if (panels[type] && !validPanels[type]) {
    const [folder, ...names] = panels[type];
    validPanels[type] = validators(`composable/${folder}/panelcfg/x/types.gen.d.ts`, ...names);
  }
  return validPanels[type] ?? [];
}

function problems(validate, value, where) {
  if (validate === undefined || validate(value)) {
    return [];
  }
  // the error about a union itself adds nothing to those of its parts
  return validate.errors
    .filter((error) => error.keyword !== 'anyOf')
    .map((error) => `${where}${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

function validate(dashboard) {
  const found = problems(validDashboard, dashboard, '');
  for (const panel of dashboard.panels ?? []) {
    if (panel.type === 'row') {
      continue;
    }
    if (!(panel.type in panels)) {
      found.push(`'${panel.title}' has the type ${panel.type}, which is not known here`);
      continue;
    }
    const [options, style] = panelValidators(panel.type);
    found.push(...problems(options, panel.options, `'${panel.title}' options`));
    found.push(
      ...problems(style, panel.fieldConfig?.defaults?.custom ?? {}, `'${panel.title}' custom`),
    );
  }
  return found;
}

for (const file of process.argv.slice(2)) {
  for (const problem of validate(JSON.parse(readFileSync(file, 'utf8')))) {
    console.log(`${file}: ${problem}`);
    process.exitCode = 1;
  }
}
