/** On the page about one organisation's contact: addresses that no mail goes to, and the one that came by hand-over. */
import { wareki } from '../../../../shared/calendar/wareki.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import type { AddressOverride } from '../../../../shared/notices/address-override.ts';
import { isDeadAddress } from '../../../../shared/notices/correction.ts';
import type { RevivalError } from '../../../../shared/notices/revive-address.ts';
import { Button, ButtonGroup } from '../../../ui/components/button.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { NotificationBanner } from '../../../ui/components/notification-banner.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { Select } from '../../../ui/components/select.tsx';
import { TextField } from '../../../ui/components/text-field.tsx';
import type { ContactFacts } from '../contact-facts.ts';
import { contactsPart } from './contacts-page.tsx';

export interface Revival {
  readonly address: string;
  readonly because: string;
  readonly errors: readonly RevivalError[];
}

interface SectionProps {
  readonly facts: ContactFacts;
  readonly guard: FormGuardProps;
}

export function DeadAddressesSection({ facts, guard, revival }: SectionProps & { readonly revival: Revival }) {
  const { dead, contact } = facts;
  const choices = dead.flatMap(({ mail }) => (mail === undefined ? [] : [{ value: mail, label: mail }]));
  const errorOf = (field: RevivalError['field']) => revival.errors.find((each) => each.field === field)?.message;
  const [first] = choices;
  if (first === undefined) return null;
  return (
    <Section id="dead" heading="届かなかったアドレス">
      <p>次のアドレスには、送ったメールが届きませんでした。今は、メールを送っていません。</p>
      <ul>
        {dead.map(({ mail, notedAt }) => (
          <li key={mail}>
            {mail}（{wareki(jstDateOf(notedAt))}に不達）
          </li>
        ))}
      </ul>
      <p>
        アドレスが変わった場合は、連絡先を直してください。同じアドレスが使えるようになった場合は、理由を入力して登録すると、次のメールから送ります。また届かなかったときは、この表示に戻ります。
      </p>
      <Form {...guard} action={`${contactsPart}/${contact.organisationId}/revive`}>
        {choices.length === 1 ? (
          <input type="hidden" name="address" value={first.value} />
        ) : (
          <Select
            name="address"
            label="使えるようになったアドレス"
            need="required"
            choices={choices}
            value={revival.address}
            error={errorOf('address')}
          />
        )}
        <TextField
          name="because"
          label="使えるようになったと分かった理由"
          support="例：電話で、メールボックスの復旧を確認したため。個人のお名前は入力しないでください。"
          need="required"
          value={revival.because}
          error={errorOf('because')}
          width="full"
        />
        <ButtonGroup>
          <Button weight="outline">使えるようになった</Button>
        </ButtonGroup>
      </Form>
    </Section>
  );
}

/** As long as it stands, what is put right in the list is not where mails go. */
export function HandedOverNotice({ facts, guard }: SectionProps) {
  const { override, dead, contact } = facts;
  if (override?.mail === undefined || override.status !== 'in-force') return null;
  const isDead = isDeadAddress(override.mail, dead);
  return (
    <NotificationBanner
      kind="warning"
      heading={
        isDead ? '引継ぎで届いたアドレスに、メールが届きません' : 'メールは、引継ぎで届いたアドレスへ送っています'
      }
    >
      <p>
        団体の方が引継ぎで入力したアドレス（{override.section}、{override.mail}）を、送信先に使っています。
        {isDead
          ? '下の連絡先を直しただけでは、送信先は変わりません。取り下げると、下の連絡先へ送ります。'
          : '下の連絡先へ送るには、取り下げてください。'}
      </p>
      <Dismiss override={override} organisationId={contact.organisationId} guard={guard} />
    </NotificationBanner>
  );
}

function Dismiss(props: {
  readonly override: AddressOverride;
  readonly organisationId: string;
  readonly guard: FormGuardProps;
}) {
  return (
    <Form {...props.guard} action={`/console/notices/overrides/${props.organisationId}`}>
      <input type="hidden" name="ifVersion" value={String(props.override.version)} />
      <input type="hidden" name="from" value="contact" />
      <ButtonGroup>
        <Button weight="outline" size="md" name="verdict" value="dismissed">
          引継ぎで届いたアドレスを取り下げる
        </Button>
      </ButtonGroup>
    </Form>
  );
}
