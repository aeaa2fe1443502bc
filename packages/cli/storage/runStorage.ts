/**
 * The directory where runs leave their graph. A run writes to a folder of its own within it, and its
 * result takes the place of the earlier one when it has ended: until then, and if it comes to nothing,
 * the earlier graph lies where it lay. The SDK deletes its directory when a run begins: it is given that
 * folder, so that it never deletes anything else.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import path from 'node:path';

import {
  GRAPH_DATABASE,
  IN_PROGRESS,
  isToBeKept,
  keep,
  LEFT_BEHIND,
  limitsIn,
  PAGES,
  prune,
  type Limits,
} from './earlier';
import { fileProblem } from './fileProblem';
import { removeLeftBehind } from './leftBehind';
import { LOCK, takeLock } from './lock';
import { isOwnPage } from './ownPage';
import { claim, holdsMarkerOnly, isMarked, markerOf, refuseForeignFiles } from './ownFiles';

/** The same once it has ended: what was begun of taking its place is finished by the next run. */
const ENDED = 'run-ended';

const LOG = 'run.log';
const SUMMARY = 'summary.json';

/** A directory that this process holds alone. */
export class RunStorage {
  /** Where the SDK is to write, and may delete. */
  readonly inProgress: string;
  private readonly release: () => void;
  private hasPublished = false;

  private constructor(
    /** Where the result of the last run lies. */
    readonly directory: string,
    private readonly isNew: boolean,
    private readonly limits: Limits,
  ) {
    this.inProgress = path.join(directory, IN_PROGRESS);
    this.release = takeLock(directory);
  }

  /**
   * Takes the directory, and refuses one with files of somebody else before anything is touched. A link is
   * followed.
   *
   * @param limits how many complete graphs of earlier runs are kept
   * @throws with a sentence for the person
   */
  static open(given: string, limits: Limits = limitsIn({})): RunStorage {
    try {
      const isNew = !existsSync(given);
      claim(given);
      const storage = new RunStorage(realpathSync(given), isNew, limits);
      storage.mendStoppedRun();
      return storage;
    } catch (error) {
      const problem = fileProblem(error, given);
      throw problem === undefined ? error : new Error(problem);
    }
  }

  /** Whether the result of a run that went to its end lies in the directory. */
  get hasResult(): boolean {
    return existsSync(path.join(this.directory, SUMMARY));
  }

  /** Whether this run's result has taken the place of the earlier one. */
  get isPublished(): boolean {
    return this.hasPublished;
  }

  /** The run has its result, which takes the place of the earlier one. That one is kept if it is complete. */
  publish(): void {
    if (!isMarked(this.directory) || !existsSync(this.inProgress)) {
      throw new Error(takenAway(this.directory));
    }
    for (const name of ['graph', 'index']) {
      mkdirSync(path.join(this.inProgress, name), { recursive: true });
    }
    linkWithin(this.inProgress);
    if (!isToBeKept(this.directory, this.limits)) this.removeReplaced();
    for (const page of PAGES.map((name) => path.join(this.directory, name))) {
      if (isOwnPage(page)) unlinkSync(page);
    }
    renameSync(this.inProgress, path.join(this.directory, ENDED));
    this.replaceResult();
    this.hasPublished = true;
  }

  /**
   * The run came to nothing: of it, only the log is kept if there is a result that it would have replaced,
   * or else what it has collected, without a summary.
   *
   * @returns whether there is an earlier result
   */
  abandon(): boolean {
    if (!existsSync(this.inProgress) || !isMarked(this.directory)) return this.hasResult;
    remove(path.join(this.inProgress, SUMMARY));
    const hasGraph = existsSync(path.join(this.inProgress, 'graph'));
    if (hasGraph && !this.hasResult) {
      this.publish();
      return false;
    }
    const log = path.join(this.inProgress, LOG);
    if (existsSync(log)) renameSync(log, path.join(this.directory, LOG));
    remove(this.inProgress);
    return this.hasResult;
  }

  /** Gives the directory back, and leaves no trace if no run has written there. */
  close(): void {
    this.release();
    if (!isMarked(this.directory) || !holdsMarkerOnly(this.directory)) return;
    unlinkSync(markerOf(this.directory));
    if (this.isNew) rmdirSync(this.directory);
  }

  /** A run that was killed has left its folder; one that was killed at its very end has a result. */
  private mendStoppedRun(): void {
    try {
      for (const part of ['', IN_PROGRESS, ENDED]) {
        refuseForeignFiles(path.join(this.directory, part));
      }
    } catch (error) {
      this.release();
      throw error;
    }
    removeLeftBehind(this.directory, [...LEFT_BEHIND, LOCK]);
    remove(this.inProgress);
    if (existsSync(path.join(this.directory, ENDED))) this.replaceResult();
  }

  /** What of the earlier result no file of the new one takes the place of. */
  private removeReplaced(): void {
    for (const name of [LOG, SUMMARY]) {
      if (!existsSync(path.join(this.inProgress, name))) remove(path.join(this.directory, name));
    }
    remove(path.join(this.directory, GRAPH_DATABASE));
  }

  /** Each part of it finds what was begun before the process was killed, and goes on with it. */
  private replaceResult(): void {
    keep(this.directory, this.limits);
    const ended = path.join(this.directory, ENDED);
    // By name, and so the summary last: a result with a summary is whole.
    for (const name of readdirSync(ended).sort()) {
      remove(path.join(this.directory, name));
      renameSync(path.join(ended, name), path.join(this.directory, name));
    }
    rmdirSync(ended);
    prune(this.directory, this.limits);
  }
}

function takenAway(directory: string): string {
  return (
    `Another program has deleted or replaced ${directory} while the run was at work. What this run ` +
    'collected is not complete there; collect again.'
  );
}

function remove(name: string): void {
  rmSync(name, { recursive: true, force: true });
}

/** The SDK's index leads to files by their whole path, which changes: it is made to lead there from where it is. */
function linkWithin(root: string): void {
  const index = path.join(root, 'index');
  for (const entry of readdirSync(index, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) continue;
    const link = path.join(entry.parentPath, entry.name);
    // graph/<step>/<collection>/<file>
    const file = path.join(root, ...readlinkSync(link).split(path.sep).slice(-4));
    unlinkSync(link);
    symlinkSync(path.relative(entry.parentPath, file), link);
  }
}
