import type { ComponentChildren, JSX } from 'preact';

export interface HeadingProps {
  readonly level: 1 | 2 | 3 | 4;
  readonly children: ComponentChildren;
  readonly id?: string;
  /** A short line above the heading, e.g. the round that the page is about. */
  readonly shoulder?: string;
}

/** The level is the place in the outline; the size follows from it. */
export function Heading({ level, children, id, shoulder }: HeadingProps): JSX.Element {
  const Tag = `h${level}` as const;
  return (
    <div class="dads-heading" data-level={level}>
      {shoulder === undefined ? null : <p class="dads-heading__shoulder">{shoulder}</p>}
      <Tag class="dads-heading__text" id={id}>
        {children}
      </Tag>
    </div>
  );
}
