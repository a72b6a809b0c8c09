import { ButtonLink } from '../../../../functions/ui/components/button.tsx';
import { DescriptionList } from '../../../../functions/ui/components/description-list.tsx';
import { Heading } from '../../../../functions/ui/components/heading.tsx';
import { Link } from '../../../../functions/ui/components/link.tsx';
import { NotificationBanner } from '../../../../functions/ui/components/notification-banner.tsx';
import { Section } from '../../../../functions/ui/components/section.tsx';
import { renderPage } from '../../../../functions/ui/document.tsx';
import { PortalShell } from '../../../../functions/ui/shells/portal-shell.tsx';

export function portalPage(): string {
  return renderPage({
    title: 'くらしの案内',
    styles: ['portal.css'],
    scripts: ['quick-exit.js'],
    referrer: 'no-referrer',
    body: (
      <PortalShell
        siteName="くらしの案内"
        homeHref="/"
        exitHref="/exit"
        safetyHref="/safety"
        accessibilityHref="/accessibility"
        footerLinks={[{ label: 'このサイトについて', href: '/about' }]}
        breadcrumb={[{ label: 'ホーム', href: '/' }, { label: '相談できるところ' }]}
      >
        <Heading level={1}>相談できるところ</Heading>
        <p>お住まいの地域の相談窓口です。名前を言わなくても相談できます。秘密は守られます。</p>
        {['千葉市', '市川市', '船橋市'].map((city) => (
          <Section key={city} id={city} heading={`${city}の相談窓口`}>
            <DescriptionList
              items={[
                { term: '電話', description: <Link href="tel:0430000000">043-000-0000</Link> },
                { term: '受付時間', description: '月曜日から金曜日まで 9時から17時まで' },
                { term: '費用', description: '相談は無料です。通話料がかかります。' },
              ]}
            />
          </Section>
        ))}
        <NotificationBanner kind="info" heading="電話をかけた記録について">
          <p>発信した番号は、電話機の履歴と料金の明細に残ることがあります。</p>
        </NotificationBanner>
        <p>
          <ButtonLink href="/finder" weight="outline">
            ほかの地域を探す
          </ButtonLink>
        </p>
      </PortalShell>
    ),
  });
}
