// Counts a test report. A file that could not be loaded has no tests and counts as one failure, and so does a runner
// that ended badly with no failed test, or that wrote no report.
import { existsSync, readFileSync } from 'node:fs';

const [, , path = '', runnerStatus = '1'] = process.argv;
const report = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { numPassedTests: 0, testResults: [] };
const passed = report.numPassedTests;
const failedTests = report.testResults
  .flatMap((file) => file.assertionResults)
  .filter((test) => test.status === 'failed');
const brokenFiles = report.testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
);
const known = failedTests.length + brokenFiles.length;
const failed = known === 0 && (runnerStatus !== '0' || passed === 0) ? 1 : known;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
