import type { JSX } from 'preact';
import { ja } from '../texts/ja.ts';
import { Button } from './button.tsx';
import { FileField, type FileFieldProps } from './file-field.tsx';
import { FormGuard, type FormGuardProps } from './form.tsx';

export interface UploadFormProps extends FormGuardProps {
  /** Where the script asks to begin; the contract stands in browser/upload.ts. */
  readonly startUrl: string;
  /** Where the form goes without scripts: a page that takes the file in one piece. */
  readonly action: string;
  readonly file: FileFieldProps;
}

/** A large file straight to storage, with progress and resume; a plain form where scripts are off. */
export function UploadForm({ startUrl, action, file, csrf, commandId }: UploadFormProps): JSX.Element {
  const { preparing, sending, finishing, done, stopped, failed, refused, noFile, resume, stop } = ja.upload;
  return (
    <form
      class="dads-form dads-upload"
      method="post"
      action={action}
      enctype="multipart/form-data"
      novalidate
      data-upload
      data-start-url={startUrl}
      data-preparing={preparing}
      data-sending={sending}
      data-finishing={finishing}
      data-done={done}
      data-stopped={stopped}
      data-failed={failed}
      data-refused={refused}
      data-no-file={noFile}
      data-resume={resume}
    >
      <FormGuard csrf={csrf} commandId={commandId} />
      <FileField {...file} />
      <div class="dads-progress" hidden data-upload-progress>
        <progress class="dads-progress__bar" max={100} value={0} aria-label={ja.upload.sending} />
      </div>
      <p class="dads-upload__status" role="status" data-upload-status />
      <div class="dads-button-group">
        <Button>{ja.upload.start}</Button>
        <span hidden data-upload-stop>
          <Button type="button" weight="outline">
            {stop}
          </Button>
        </span>
      </div>
    </form>
  );
}
