import type { AreaDesks } from '../../../../shared/content/area-desks.ts';
import { normalisePhone, telHref } from '../../../../shared/kernel/phone.ts';
import { normaliseMailAddress, normaliseWebAddress } from '../../../../shared/kernel/text.ts';
import { DescriptionList } from '../../../ui/components/description-list.tsx';
import { Heading } from '../../../ui/components/heading.tsx';

export function DeskCard({ desk }: { readonly desk: AreaDesks['desks'][number] }) {
  const { phone, mail, url, snsUrl } = desk;
  const items = [
    ...(phone === undefined ? [] : [{ term: '電話', description: <Telephone text={phone} /> }]),
    ...(mail === undefined ? [] : [{ term: 'メール', description: <MailAddress text={mail} /> }]),
    ...plain('受付日', desk.openDays),
    ...plain('受付時間', desk.openHours),
    ...plain('対象', desk.audience),
    ...plain('その他の対象', desk.audienceOther),
    ...plain('対応言語', desk.languages),
    ...plain('ファクス', desk.fax),
    ...plain('SNSでの相談', desk.sns),
    ...(snsUrl === undefined ? [] : [{ term: 'SNSでの相談の入口', description: <WebAddress text={snsUrl} /> }]),
    ...plain('手続などへの同行', desk.accompaniment),
    ...plain('所在地', desk.address),
    ...plain('担当課', desk.section),
    ...(url === undefined ? [] : [{ term: 'ウェブサイト', description: <WebAddress text={url} /> }]),
    ...plain('備考', desk.notes),
  ];
  return (
    <section class="portal-desk">
      <Heading level={2}>{desk.name}</Heading>
      <DescriptionList items={items} />
    </section>
  );
}

function plain(term: string, description: string | undefined) {
  return description === undefined || description === '' ? [] : [{ term, description }];
}

/** What cannot be dialled is shown as it was written, never as a link that fails. */
function Telephone({ text }: { readonly text: string }) {
  const phone = normalisePhone(text);
  if (phone === undefined) return <>{text}</>;
  return (
    <a class="portal-desk__phone dads-link" href={telHref(phone)}>
      {text}
    </a>
  );
}

function MailAddress({ text }: { readonly text: string }) {
  const address = normaliseMailAddress(text);
  if (address === undefined) return <>{text}</>;
  return (
    <a class="dads-link" href={`mailto:${encodeURIComponent(address).replace('%40', '@')}`}>
      {text}
    </a>
  );
}

function WebAddress({ text }: { readonly text: string }) {
  const address = normaliseWebAddress(text);
  if (address === undefined) return <>{text}</>;
  return (
    <a class="dads-link" href={address} rel="noreferrer noopener">
      {text}
    </a>
  );
}
