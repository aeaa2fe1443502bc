import { lastScreen, terminalPage, toHtml } from './terminalPage';

test('colours become spans, and text is no markup', () => {
  expect(toHtml('\u001b[1m<b>\u001b[22m & \u001b[33mwarn\u001b[39m')).toBe(
    '<span style="font-weight:700">&lt;b&gt;</span> &amp; <span style="color:#e3b341">warn</span>',
  );
});

test('of screens drawn over each other the last whole one is taken', () => {
  const output = '\u001b[?25lone\u001b[J\r\n\u001b[1Atwo\u001b[K\r\n\u001b[1Athr';
  expect(lastScreen(output)).toBe('two');
});

test('the page needs nothing else', () => {
  expect(terminalPage('text')).not.toMatch(/https?:|src=|href=/);
});
