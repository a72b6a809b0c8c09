import type { AreaDesks } from '../../../../shared/content/area-desks.ts';
import { DeskCard } from './desk-card.tsx';

/** The desks, or why there are none: not answered yet is not the same as none. */
export function AreaDesksSection({ name, entry }: { readonly name: string; readonly entry: AreaDesks | undefined }) {
  if (entry === undefined) return <NoDesks text={`${name}の窓口の情報は、まだありません。`} />;
  if (entry.desks.length === 0) return <NoDesks text={`${name}には、専用の窓口がありません。`} />;
  const [year, month] = entry.confirmedOn.split('-');
  return (
    <>
      {entry.desks.map((desk) => (
        <DeskCard key={desk.deskId} desk={desk} />
      ))}
      <p class="portal-confirmed">
        {year}年{Number(month)}月に{name}が確認した情報です。
      </p>
    </>
  );
}

function NoDesks({ text }: { readonly text: string }) {
  return (
    <p>
      {text}
      <a class="dads-link" href="tel:%238778">
        #8778
      </a>
      に電話すると、お近くの窓口につながります。
    </p>
  );
}
