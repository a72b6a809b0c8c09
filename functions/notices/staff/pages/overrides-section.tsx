import { wareki } from '../../../../shared/calendar/wareki.ts';
import { jstDateOf } from '../../../../shared/kernel/time.ts';
import type { AddressOverride } from '../../../../shared/notices/address-override.ts';
import { Button, ButtonGroup } from '../../../ui/components/button.tsx';
import { Form, type FormGuardProps } from '../../../ui/components/form.tsx';
import { Section } from '../../../ui/components/section.tsx';
import { StatusTag } from '../../../ui/components/status-tag.tsx';
import { Table } from '../../../ui/components/table.tsx';
import { organisationName } from './contacts-page.tsx';

export interface OverridesSectionProps {
  readonly overrides: readonly AddressOverride[];
  readonly guard: FormGuardProps;
  readonly mayReview: boolean;
}

/** 引継ぎで届いた連絡先: in force where the domain is the organisation's own, else for a person to look at. */
export function OverridesSection({ overrides, guard, mayReview }: OverridesSectionProps) {
  return (
    <Section id="overrides" heading="引継ぎで届いた連絡先">
      <p>
        団体の方が、担当の引継ぎで入力したアドレスです。登録済みのアドレスとドメインが同じものは、次に連絡先を確定するまで、メールの送信先に使います。ドメインがちがうものは、団体に電話などで確かめてから、使うかどうかを決めてください。
      </p>
      <Table
        id="overrides-table"
        caption={`引継ぎで届いた連絡先（${overrides.length}件）`}
        columns={[
          { header: '団体', namesRow: true, cell: ({ organisationId }) => organisationName(organisationId) },
          { header: '状態', cell: ({ status }) => <State status={status} /> },
          { header: '新しい担当', cell: ({ section }) => section },
          { header: 'メールアドレス', cell: ({ mail }) => mail ?? '' },
          { header: '引継ぎの日', cell: ({ since }) => wareki(jstDateOf(since)) },
          {
            header: '操作',
            cell: (override) => (mayReview ? <Review override={override} guard={guard} /> : ''),
          },
        ]}
        rows={overrides}
        rowKey={({ organisationId }) => organisationId}
        emptyText="引継ぎで届いた連絡先はありません。"
      />
    </Section>
  );
}

function State({ status }: Pick<AddressOverride, 'status'>) {
  return status === 'in-force' ? (
    <StatusTag tone="success">使用中</StatusTag>
  ) : (
    <StatusTag tone="warning">確認待ち</StatusTag>
  );
}

function Review({ override, guard }: { readonly override: AddressOverride; readonly guard: FormGuardProps }) {
  const { organisationId, status, version } = override;
  const name = organisationName(organisationId);
  return (
    <Form action={`/console/notices/overrides/${organisationId}`} {...guard}>
      <input type="hidden" name="ifVersion" value={String(version)} />
      <ButtonGroup>
        {status === 'requested' ? (
          <Button weight="outline" size="sm" name="verdict" value="in-force">
            使う<span class="dads-visually-hidden">：{name}</span>
          </Button>
        ) : null}
        <Button weight="outline" size="sm" name="verdict" value="dismissed">
          取り下げる<span class="dads-visually-hidden">：{name}</span>
        </Button>
      </ButtonGroup>
    </Form>
  );
}
