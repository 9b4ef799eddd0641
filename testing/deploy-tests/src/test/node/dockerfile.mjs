// Validates a Dockerfile: unknown instructions, flags and arguments that the instruction does not take.
//
//   node dockerfile.mjs FILE

import { readFileSync } from 'node:fs';
import { validate, ValidationSeverity } from 'dockerfile-utils';

const problems = validate(readFileSync(process.argv[2], 'utf8'), {
  deprecatedMaintainer: ValidationSeverity.ERROR,
  directiveCasing: ValidationSeverity.ERROR,
  emptyContinuationLine: ValidationSeverity.ERROR,
  instructionCasing: ValidationSeverity.ERROR,
  instructionCmdMultiple: ValidationSeverity.ERROR,
  instructionEntrypointMultiple: ValidationSeverity.ERROR,
  instructionHealthcheckMultiple: ValidationSeverity.ERROR,
  instructionJSONInSingleQuotes: ValidationSeverity.ERROR,
  instructionWorkdirRelative: ValidationSeverity.ERROR,
});
for (const problem of problems) {
  console.error(`line ${problem.range.start.line + 1}: ${problem.message}`);
}
process.exit(problems.length > 0 ? 1 : 0);
