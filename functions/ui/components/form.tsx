import type { ComponentChildren, JSX } from 'preact';
import { ja } from '../texts/ja.ts';
import { Button } from './button.tsx';

export interface FormGuardProps {
  /** Bound to the session. */
  readonly csrf: string;
  /** New for each page shown: a second click with the same one is recognised as the same act. */
  readonly commandId: string;
}

/** Hidden fields `csrf` and `commandId`; the scripts and the server know them by these names. */
export function FormGuard({ csrf, commandId }: FormGuardProps): JSX.Element {
  return (
    <>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="commandId" value={commandId} />
    </>
  );
}

export interface FormProps extends FormGuardProps {
  readonly action: string;
  readonly children: ComponentChildren;
  readonly multipart?: boolean;
  /** Saves what was changed within three seconds; the address takes the same fields as the form. */
  readonly autosaveUrl?: string;
  /** How long the session lasts after a save; then the part SessionWarning warns before its end. */
  readonly sessionSeconds?: number;
  readonly id?: string;
}

/** A changing form. The server checks everything and answers in Japanese, so the browser's own checks are off. */
export function Form(props: FormProps): JSX.Element {
  return (
    <form
      class="dads-form"
      id={props.id}
      method="post"
      action={props.action}
      enctype={props.multipart === true ? 'multipart/form-data' : undefined}
      accept-charset="utf-8"
      novalidate
      data-submit-once
      data-autosave={props.autosaveUrl === undefined ? undefined : ''}
      data-autosave-url={props.autosaveUrl}
      data-session-seconds={props.sessionSeconds}
    >
      <FormGuard csrf={props.csrf} commandId={props.commandId} />
      {props.children}
    </form>
  );
}

/** Tells what autosave did, inside the form it belongs to. Hidden until the script runs: without it nothing is saved. */
export function AutosaveStatus(): JSX.Element {
  const { idle, saving, saved, failed, changedMeanwhile, sessionEnded, refused, unsent } = ja.autosave;
  return (
    <p
      class="dads-autosave-status"
      role="status"
      hidden
      data-autosave-status
      data-unsent={unsent}
      data-idle={idle}
      data-saving={saving}
      data-saved={saved}
      data-failed={failed}
      data-changed={changedMeanwhile}
      data-ended={sessionEnded}
      data-refused={refused}
    >
      {idle}
    </p>
  );
}

/** Shown by the script of autosave before the session ends (WCAG 2.2.1); its button saves once more, which renews it. */
export function SessionWarning(): JSX.Element {
  return (
    <div class="dads-session-warning" role="alert" hidden data-session-warning>
      <p>{ja.autosave.sessionEnding}</p>
      <Button weight="outline" size="md" type="button">
        {ja.autosave.extendSession}
      </Button>
    </div>
  );
}
