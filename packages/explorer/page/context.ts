/** What every view of the page is given, and what it gives back. */
import type { Graph } from '../model/graph';
import type { Route } from '../model/reach';
import type { Address } from '../model/route';
import type { Child } from './dom';
import type { Scene } from './scene';
import type { Question } from './searchBox';

export interface ExplorerContext {
  readonly graph: Graph;
  readonly address: Address;
  /** Types that a person has taken out of pictures and lists, by name. */
  readonly hidden: ReadonlySet<string>;
  /** Shows a thing in the side panel and moves the keyboard there. */
  readonly showNode: (node: number) => void;
  /** Lets a path stand out in the picture, or draws it alone where the picture lacks it, and says it aloud. */
  readonly showPath: (principal: number, target: number, route: Route, sentence: string) => void;
  readonly announce: (sentence: string) => void;
  /** Lets the search field wait for what a question is about; of `path`, from where. */
  readonly ask: (question: Question, from?: string) => void;
  /** Writes the address without leaving the view, when a list is narrowed. */
  readonly rewrite: (address: Address) => void;
}

export interface View {
  readonly title: string;
  readonly lead: string;
  /** Of views that a picture says something about. */
  readonly scene?: Scene;
  readonly body: readonly Child[];
  /** The thing that the view is about, shown in the side panel. */
  readonly subject?: number;
}
