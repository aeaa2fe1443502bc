/** Starts the page: names the org at once from the manifest, unpacks the graph, then answers. */
import { loadGraph } from '../model/graph';
import { createSearchIndex } from '../model/search';
import { byId } from './dom';
import { announce, Explorer } from './explorer';
import { readChunk, readManifest } from './pageData';
import { Picture } from './picture';
import { SearchBox } from './searchBox';
import { startTheme } from './theme';
import { showOrigin, startTypesPanel } from './typesPanel';

function onPress(id: string, action: () => void): void {
  byId(id).addEventListener('click', action);
}

function wireTools(picture: Picture, showWhole: () => void): void {
  onPress('zoom-in', () => {
    picture.zoom(1);
  });
  onPress('zoom-out', () => {
    picture.zoom(-1);
  });
  onPress('zoom-fit', showWhole);
  onPress('picture-size', () => {
    const isLarge = byId('main').classList.toggle('is-picture-large');
    byId('picture-size').setAttribute('aria-pressed', String(isLarge));
  });
  for (const link of document.querySelectorAll<HTMLElement>('[data-skip]')) {
    link.addEventListener('click', (event) => {
      // The hash names the view; a skip link must not change it.
      event.preventDefault();
      byId(link.dataset.skip ?? '').focus();
    });
  }
}

async function start(): Promise<void> {
  const manifest = readManifest();
  const current: { explorer?: Explorer } = {};
  const picture = new Picture(byId('picture'), {
    onChoose: (id) => {
      current.explorer?.choose(id, false).catch(reportError);
    },
    onWalk: (id) => {
      announce(current.explorer?.describe(id) ?? '');
    },
    onOpen: (id) => {
      current.explorer?.choose(id, true).catch(reportError);
    },
  });
  startTheme(() => {
    picture.restyle();
  });
  showOrigin(manifest);
  startTypesPanel(manifest, (type, isHidden) => {
    current.explorer?.toggle(type, isHidden).catch(reportError);
  });
  wireTools(picture, () => {
    current.explorer?.showWhole();
  });
  const graph = await loadGraph(manifest, readChunk);
  const index = await createSearchIndex(graph);
  const searchBox = new SearchBox(graph, index, announce);
  const ready = new Explorer(graph, index, picture, searchBox.ask);
  current.explorer = ready;
  onPress('save-picture', () => {
    ready.savePicture().catch(reportError);
  });
  addEventListener('hashchange', () => {
    ready.show(true).catch(reportError);
  });
  await ready.show(false);
  document.documentElement.dataset.state = 'ready';
  announce('The graph is ready.');
}

addEventListener('error', ({ message }) => {
  byId('answer-lead').textContent = `Something went wrong on this page: ${message}`;
  announce(`Something went wrong: ${message}`);
});

start().catch((error: unknown) => {
  document.documentElement.dataset.state = 'failed';
  byId('answer-title').textContent = 'This page could not be read';
  byId('answer-lead').textContent = error instanceof Error ? error.message : String(error);
});
