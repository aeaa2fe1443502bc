/**
 * Lists the suites by the processor time that they took, the longest first. It is measured in this
 * process, so jest has to run in band (`npm run test:seconds`); programs that a suite starts show in
 * the seconds that passed alone.
 */
module.exports = class Seconds {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
    this.begun = new Map();
    this.rows = [];
  }

  onTestFileStart({ path }) {
    this.begun.set(path, { at: Date.now(), cpu: process.cpuUsage() });
  }

  onTestFileResult({ path }, { numPassingTests }) {
    const { at, cpu } = this.begun.get(path);
    const { user, system } = process.cpuUsage(cpu);
    this.rows.push({
      suite: path.slice(this.rootDir.length + 1),
      tests: numPassingTests,
      passed: (Date.now() - at) / 1_000,
      processor: (user + system) / 1_000_000,
    });
  }

  onRunComplete() {
    const column = (value) => value.toFixed(1).padStart(8);
    const line = ({ suite, tests, passed, processor }) =>
      `${column(processor)}${column(passed)}${String(tests).padStart(7)}  ${suite}`;
    const sum = (key) => this.rows.reduce((all, row) => all + row[key], 0);
    const all = {
      suite: `all ${this.rows.length} suites`,
      tests: sum('tests'),
      passed: sum('passed'),
      processor: sum('processor'),
    };
    const byTime = this.rows.sort((one, other) => other.processor - one.processor);
    console.log(['CPU s  passed  tests  suite', ...byTime.map(line), line(all)].join('\n'));
  }
};
