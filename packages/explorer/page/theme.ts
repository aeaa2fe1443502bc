/** Light or dark: as the system says, until a person chooses. */
import { byId } from './dom';
import { store, stored } from './stored';

const STORAGE_KEY = 'okta-explorer-theme';
type Theme = 'light' | 'dark';

function storedTheme(): Theme | undefined {
  const theme = stored(STORAGE_KEY);
  return theme === 'light' || theme === 'dark' ? theme : undefined;
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
    store(STORAGE_KEY, chosen);
    apply();
  });
  apply();
}
