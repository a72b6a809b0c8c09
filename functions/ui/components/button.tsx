import type { ComponentChildren, JSX } from 'preact';
import { ja } from '../texts/ja.ts';

interface Look {
  /** One solid button per screen: the act the page is for. */
  readonly weight?: 'solid-fill' | 'outline' | 'text';
  readonly size?: 'lg' | 'md' | 'sm';
  /** For what cannot be taken back. */
  readonly danger?: boolean;
}

export interface ButtonProps extends Look {
  readonly children: ComponentChildren;
  readonly type?: 'submit' | 'button';
  readonly name?: string;
  readonly value?: string;
  /** Sends the form to another address, e.g. saving a draft beside submitting. */
  readonly formAction?: string;
  readonly id?: string;
  /** Shown in place of the words while the form is on its way. */
  readonly busyText?: string;
}

/** For acts. What leads to another page is a ButtonLink. */
export function Button(props: ButtonProps): JSX.Element {
  return (
    <button
      class="dads-button"
      {...look(props)}
      type={props.type ?? 'submit'}
      name={props.name}
      value={props.value}
      formaction={props.formAction}
      id={props.id}
      data-busy-text={props.type === 'button' ? undefined : (props.busyText ?? ja.submitOnce.busy)}
    >
      {props.children}
    </button>
  );
}

export interface ButtonLinkProps extends Look {
  readonly children: ComponentChildren;
  readonly href: string;
  /** Asks the browser to save rather than show; the value is the file's name. */
  readonly download?: string;
}

/** Looks like a button, goes to a page. */
export function ButtonLink(props: ButtonLinkProps): JSX.Element {
  return (
    <a class="dads-button" {...look(props)} href={props.href} download={props.download}>
      {props.children}
    </a>
  );
}

/** Buttons side by side, one below another where there is no room. */
export function ButtonGroup({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <div class="dads-button-group">{children}</div>;
}

function look({ weight, size, danger }: Look) {
  return {
    'data-type': weight ?? 'solid-fill',
    'data-size': size ?? 'lg',
    'data-danger': danger === true ? 'true' : undefined,
  };
}
