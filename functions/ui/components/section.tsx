import type { ComponentChildren, JSX } from 'preact';
import { Heading } from './heading.tsx';

export interface SectionProps {
  readonly id: string;
  readonly heading: string;
  readonly children: ComponentChildren;
  readonly level?: 2 | 3;
}

/** A part of a page under its own heading, by which it is also named for screen readers. */
export function Section({ id, heading, children, level }: SectionProps): JSX.Element {
  return (
    <section class="dads-section" aria-labelledby={`${id}-heading`} id={id}>
      <Heading level={level ?? 2} id={`${id}-heading`}>
        {heading}
      </Heading>
      {children}
    </section>
  );
}
