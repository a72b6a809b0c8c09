import type { JSX } from 'preact';
import { Link } from '../components/link.tsx';
import { ja } from '../texts/ja.ts';

/** A section, not a person: people change every April. */
export interface Contact {
  readonly section: string;
  /** As people read it, e.g. 03-0000-0000. */
  readonly phone?: string;
  readonly mail?: string;
  readonly hours?: string;
}

/** In the same place on every page of a surface (WCAG 3.2.6). */
export function ContactSection({ contact }: { readonly contact: Contact }): JSX.Element {
  return (
    <section class="app-contact" aria-labelledby="contact-heading">
      <h2 class="app-contact__heading" id="contact-heading">
        {ja.contact.heading}
      </h2>
      <p class="app-contact__section">{contact.section}</p>
      <ul class="app-contact__ways">
        {contact.phone === undefined ? null : (
          <li>
            {ja.contact.phone}：<Link href={`tel:${contact.phone.replace(/[^\d+#*]/g, '')}`}>{contact.phone}</Link>
          </li>
        )}
        {contact.mail === undefined ? null : (
          <li>
            {ja.contact.mail}：<Link href={`mailto:${contact.mail}`}>{contact.mail}</Link>
          </li>
        )}
        {contact.hours === undefined ? null : (
          <li>
            {ja.contact.hours}：{contact.hours}
          </li>
        )}
      </ul>
    </section>
  );
}
