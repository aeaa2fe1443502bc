/** Light or dark: as the system says, until a person chooses. */
import { byId } from './dom';

const STORAGE_KEY = 'okta-explorer-theme';
type Theme = 'light' | 'dark';

/** Some browsers give a file:// page no storage; the choice then lasts as long as the page. */
function storedTheme(): Theme | undefined {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return stored === 'light' || stored === 'dark' ? stored : undefined;
  } catch {
    return undefined;
  }
}

function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(STORAGE_KEY, theme);
  } catch {
    return;
  }
}

/** Sets the theme and wires its button; `onChange` is called after each change. */
export function startTheme(onChange: () => void): void {
  const toggle = byId('theme');
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen = storedTheme();
  const apply = (): void => {
    const theme = chosen ?? (system.matches ? 'dark' : 'light');
    document.documentElement.dataset.theme = theme;
    toggle.setAttribute('aria-pressed', String(theme === 'dark'));
    onChange();
  };
  system.addEventListener('change', apply);
  toggle.addEventListener('click', () => {
    chosen = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    storeTheme(chosen);
    apply();
  });
  apply();
}
