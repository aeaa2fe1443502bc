/** Brings the parts of the page together: the address names a view, the view gives picture, list and title. */
import type { Graph } from '../model/graph';
import type { Route } from '../model/reach';
import { formatAddress, parseAddress, type Address } from '../model/route';
import type { SearchIndex } from '../model/search';
import { counted } from '../../cli/terminal/format';
import type { ExplorerContext, View } from './context';
import { Bookmarks } from './bookmarks';
import { Details } from './details';
import { byId } from './dom';
import { pathScene, routeIds } from './pathScene';
import type { Picture } from './picture';
import { nodeCardId, type Scene } from './scene';
import type { Question } from './searchBox';
import { savePicture } from './savePicture';
import { markCurrent } from './typesPanel';
import { findView } from './views/findView';
import { mapView } from './views/mapView';
import { nearView } from './views/nearView';
import { reachView } from './views/reachView';
import { relationView } from './views/relationView';
import { cutView } from './views/cutView';
import { overviewView } from './views/overviewView';
import { pathView } from './views/pathView';
import { protectionView } from './views/protectionView';
import { questionView } from './views/questionView';
import { questionsView } from './views/questionsView';
import { runView } from './views/runView';
import { typeView } from './views/typeView';
import { whoView } from './views/whoView';

const NO_SCENE: Scene = { cards: [], lines: [], places: new Map() };

export class Explorer {
  private readonly details: Details;
  private readonly bookmarks: Bookmarks;
  private readonly hidden = new Set<string>();
  /** The picture of the view. */
  private whole: Scene = NO_SCENE;
  /** What is drawn: that picture, or a path that it lacks. */
  private scene: Scene = NO_SCENE;
  private address = parseAddress('');
  private title = '';
  private lead = '';
  private turn = 0;

  constructor(
    readonly graph: Graph,
    readonly index: SearchIndex,
    readonly picture: Picture,
    readonly ask: (question: Question, from?: string) => void,
  ) {
    this.details = new Details(graph);
    this.bookmarks = new Bookmarks(graph.manifest.org, announce);
  }

  /** Draws the view that the address names. `focus` moves the keyboard to its title, after a person went there. */
  async show(focus: boolean): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    const address = parseAddress(location.hash);
    const view = await this.view(address);
    // A slower view must not overwrite the one that a person asked for after it.
    if (turn !== this.turn) return;
    const isElsewhere =
      address.view !== this.address.view || address.subject !== this.address.subject;
    this.address = address;
    this.put(view);
    document.documentElement.dataset.view = address.view;
    markCurrent(address);
    this.bookmarks.show(view.title);
    // The keyboard does not wait for the details.
    if (focus) {
      byId('answer').scrollTop = 0;
      byId('answer-title').focus();
      announce(`${view.title}. ${view.lead}`);
    }
    if (view.subject !== undefined) await this.details.showNode(view.subject, 'ready');
    else if (isElsewhere) this.details.clear();
  }

  /** Takes a type out of pictures and lists, or puts it back. */
  async toggle(type: string, isHidden: boolean): Promise<void> {
    if (isHidden) this.hidden.add(type);
    else this.hidden.delete(type);
    await this.show(false);
    announce(`${type} ${isHidden ? 'hidden' : 'shown'}. ${this.lead}`);
  }

  /** What a card or line of the picture does when it is chosen once, or opened. */
  async choose(id: string, isOpened: boolean): Promise<void> {
    const card = this.scene.cards.find((candidate) => candidate.id === id);
    const line = this.scene.lines.find((candidate) => candidate.id === id);
    const href = card?.href ?? line?.href;
    if (href !== undefined) location.hash = href;
    else if (card?.node !== undefined && isOpened) {
      location.hash = formatAddress({
        ...parseAddress(''),
        view: 'near',
        subject: this.graph.key(card.node),
      });
    } else if (card?.node !== undefined) await this.details.showNode(card.node, 'opened');
    else if (line?.edge !== undefined) await this.details.showEdge(line.edge);
  }

  /** What a card says when the keyboard comes to it. */
  describe(id: string): string {
    const card = this.scene.cards.find((candidate) => candidate.id === id);
    const lines = this.scene.lines.filter((line) => line.from === id || line.to === id);
    return card ? `${card.label.replace('\n', ', ')}, ${counted(lines.length, 'line')}` : '';
  }

  async savePicture(): Promise<void> {
    const name = await savePicture(this.picture.core, { title: this.title, lead: this.lead });
    announce(`Saved as ${name}`);
  }

  /** Shows the view's picture again, all of it and no path in it. */
  showWhole(): void {
    if (this.scene !== this.whole) this.draw(this.whole);
    this.picture.light([]);
    this.picture.fit();
  }

  private showPath(principal: number, target: number, route: Route): void {
    const ids = routeIds(principal, target, route);
    const drawn = new Set([...this.whole.cards, ...this.whole.lines].map(({ id }) => id));
    const isDrawn = ids.every((id) => drawn.has(id));
    if (!isDrawn) this.draw(pathScene(this.graph, principal, target, route));
    else if (this.scene !== this.whole) this.draw(this.whole);
    this.picture.light(ids);
  }

  private draw(scene: Scene): void {
    this.scene = scene;
    showScene(this.picture, scene);
  }

  private put(view: View): void {
    this.whole = view.scene ?? NO_SCENE;
    document.documentElement.dataset.picture = view.scene ? 'shown' : 'none';
    this.title = view.title;
    this.lead = view.lead;
    byId('answer-title').textContent = view.title;
    byId('answer-lead').textContent = view.lead;
    byId('answer-body').replaceChildren(...view.body.filter((part) => part !== undefined));
    this.draw(this.whole);
    byId('picture').setAttribute('aria-label', `Picture: ${view.title}`);
    if (view.subject !== undefined) this.picture.choose(nodeCardId(view.subject));
  }

  private context(address: Address): ExplorerContext {
    return {
      graph: this.graph,
      address,
      hidden: this.hidden,
      announce,
      ask: this.ask,
      showNode: (node) => {
        this.picture.choose(nodeCardId(node));
        this.details.showNode(node, 'focused').catch(reportError);
      },
      showPath: (principal, target, route, sentence) => {
        this.showPath(principal, target, route);
        announce(sentence);
      },
      rewrite: (changed) => {
        history.replaceState(null, '', formatAddress(changed));
      },
    };
  }

  private view(address: Address): Promise<View> | View {
    const context = this.context(address);
    switch (address.view) {
      case 'overview':
        return overviewView(context);
      case 'map':
        return mapView({ manifest: this.graph.manifest, hidden: this.hidden });
      case 'path':
        return pathView(context);
      case 'cut':
        return cutView(context);
      case 'protection':
        return protectionView(context);
      case 'questions':
        return questionsView(context);
      case 'question':
        return questionView(context);
      case 'run':
        return runView(context);
      case 'type':
        return typeView(context);
      case 'relation':
        return relationView(context);
      case 'near':
        return nearView(context);
      case 'reach':
        return reachView(context);
      case 'who':
        return whoView(context);
      case 'find':
        return findView(context, this.index);
    }
  }
}

/** Says a sentence to a screen reader. */
export function announce(sentence: string): void {
  byId('announcer').textContent = sentence;
}

/** Draws a scene, or the words that stand for an empty one. */
function showScene(picture: Picture, scene: Scene): void {
  picture.show(scene);
  const empty = byId('picture-empty');
  empty.hidden = scene.cards.length > 0;
  empty.textContent = scene.cards.length > 0 ? '' : (scene.empty ?? 'Nothing to show.');
}
