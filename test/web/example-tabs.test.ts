import { readFileSync } from 'node:fs';
import { parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { exampleTabs } from '../../web/playground/example-tabs.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    ([, text]) => text ?? '',
  );

test('the first steps of the README are the first tabs of the Playground, in their order', () => {
  const steps = blocks('graphql').map((text) => print(parse(text)));
  const tabs = exampleTabs().map(({ query }) => print(parse(query)));
  expect(steps.length).toBeGreaterThan(3);
  expect(tabs.slice(0, steps.length)).toEqual(steps);
});

test('what the README sends is what the tabs hold', () => {
  const sent = blocks('json').map((text) => JSON.parse(text));
  const [placed, watched, dispatched, delivered] = exampleTabs().map(({ variables }) =>
    JSON.parse(variables),
  );
  expect([placed, watched, dispatched]).toEqual(sent);
  expect(delivered).toEqual(dispatched);
});
