import {
  correctionField,
  type TypedCorrection,
  type TypedDesk,
} from '../../../../shared/directory/check-correction.ts';
import { type DeskField, deskFields, deskLabels } from '../../../../shared/directory/desk-differences.ts';
import type { OpenedCorrection } from '../../../../shared/directory/open-correction.ts';
import { mostDesks } from '../../../../shared/directory/organisation-desks.ts';
import { Button } from '../../../ui/components/button.tsx';
import { CheckboxGroup } from '../../../ui/components/choice-group.tsx';
import { ErrorSummary, type FieldError } from '../../../ui/components/error-summary.tsx';
import { Fieldset } from '../../../ui/components/fieldset.tsx';
import { Heading } from '../../../ui/components/heading.tsx';
import { TextArea } from '../../../ui/components/text-area.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import { renderCorrectionPage } from './correction-frame.tsx';
import { nameOf } from './landing-page.tsx';

export interface CorrectionForm extends Pick<OpenedCorrection, 'link'> {
  readonly token: string;
  readonly typed: TypedCorrection;
  /** Of the entry that the fields were filled from. */
  readonly basedOn: number;
  readonly errors?: readonly FieldError[];
}

const blank: TypedDesk = { fields: {}, hasEnded: false };

export function renderCorrectionForm({ link, token, typed, basedOn, errors = [] }: CorrectionForm): string {
  const name = nameOf(link.organisationId);
  const used = typed.desks.filter(({ fields }) => Object.values(fields).some((text) => text !== ''));
  const shown = errors.length > 0 ? typed.desks.slice(0, lastUsed(typed) + 1) : used;
  const blocks = shown.length < mostDesks ? [...shown, blank] : shown;
  return renderCorrectionPage({
    title: '掲載内容の訂正',
    hasErrors: errors.length > 0,
    children: (
      <>
        <ErrorSummary errors={errors} />
        <Heading level={1}>{name}の掲載内容の訂正</Heading>
        <p>
          いま掲載している内容です。ちがうところを直してください。変更がなくても、送信すると確認した日が新しくなります。
        </p>
        <form class="dads-form" method="post" action="/corrections/form" novalidate data-submit-once>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="basedOn" value={String(basedOn)} />
          <TextField
            {...{ name: 'section', label: '依頼する部署', need: 'required', value: typed.section }}
            support="部署名だけを入力してください。掲載しません。"
            error={messageFor(errors, 'section')}
          />
          {blocks.map((desk, place) => (
            <DeskBlock key={String(place)} {...{ desk, place, errors, isNew: place >= shown.length }} />
          ))}
          <div>
            <Button>訂正を依頼する</Button>
          </div>
        </form>
      </>
    ),
  });
}

interface DeskBlockProps {
  readonly desk: TypedDesk;
  readonly place: number;
  readonly errors: readonly FieldError[];
  readonly isNew: boolean;
}

function DeskBlock({ desk, place, errors, isNew }: DeskBlockProps) {
  return (
    <Fieldset legend={isNew ? '窓口を加える（なければ空欄のまま）' : `窓口${place + 1}`}>
      {deskFields.map((field) => (
        <DeskInput key={field} {...{ field, place, errors, value: desk.fields[field] ?? '' }} />
      ))}
      {isNew ? null : (
        <CheckboxGroup
          {...{ name: correctionField(place, 'ended'), label: `窓口${place + 1}の廃止`, need: 'unmarked' }}
          choices={[{ value: 'yes', label: 'この窓口は廃止した' }]}
          values={desk.hasEnded ? ['yes'] : []}
        />
      )}
    </Fieldset>
  );
}

interface DeskInputProps {
  readonly field: DeskField;
  readonly place: number;
  readonly errors: readonly FieldError[];
  readonly value: string;
}

function DeskInput({ field, place, errors, value }: DeskInputProps) {
  const name = correctionField(place, field);
  const shared = { name, value, label: deskLabels[field], need: 'unmarked', error: messageFor(errors, name) } as const;
  return field === 'notes' ? <TextArea {...shared} rows={3} /> : <TextField {...shared} />;
}

function lastUsed({ desks }: TypedCorrection): number {
  return desks.findLastIndex(({ fields, hasEnded }) => hasEnded || Object.values(fields).some((text) => text !== ''));
}

function messageFor(errors: readonly FieldError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}
