/** What a scenario tells: each fact with its figure, and a stop where a figure is not what it has to be. */

export interface Story {
  chapter(title: string): void;
  tell(fact: string): void;
  /** Throws where the figure is another one. */
  expect(fact: string, figure: number, expected: number): void;
  facts(): number;
}

class StoryBroken extends Error {}

export function createStory(print: (line: string) => void): Story {
  let checked = 0;
  return {
    chapter: (title) => print(`\n■ ${title}`),
    tell: (fact) => print(`  ${fact}`),
    expect(fact, figure, expected) {
      if (figure !== expected) throw new StoryBroken(`${fact}: ${expected} のはずが ${figure} でした。`);
      checked += 1;
      print(`  ${fact}: ${figure.toLocaleString('ja-JP')}`);
    },
    facts: () => checked,
  };
}
