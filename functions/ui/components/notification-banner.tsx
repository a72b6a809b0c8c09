import type { ComponentChildren, JSX } from 'preact';
import { ja } from '../texts/ja.ts';
import { Icon } from './icon.tsx';

export interface NotificationBannerProps {
  readonly kind: 'success' | 'error' | 'warning' | 'info';
  readonly heading: string;
  readonly children?: ComponentChildren;
  readonly headingLevel?: 2 | 3;
  /** For the answer to what the person just did: read out when the page opens. */
  readonly announce?: boolean;
}

export function NotificationBanner(props: NotificationBannerProps): JSX.Element {
  const Tag = `h${props.headingLevel ?? 2}` as const;
  return (
    <div
      class="dads-notification-banner"
      data-type={props.kind}
      role={props.announce === true ? (props.kind === 'error' ? 'alert' : 'status') : undefined}
    >
      <Icon name={props.kind} />
      <div class="dads-notification-banner__content">
        <Tag class="dads-notification-banner__heading">
          <span class="dads-visually-hidden">{ja.banner[props.kind]}：</span>
          {props.heading}
        </Tag>
        {props.children === undefined ? null : <div class="dads-notification-banner__body">{props.children}</div>}
      </div>
    </div>
  );
}
