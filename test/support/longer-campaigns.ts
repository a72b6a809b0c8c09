/** With `MIKATA_RUNS=10000` every property is tried that often; loaded by the test configuration only then. */
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: Number(process.env['MIKATA_RUNS']) });
