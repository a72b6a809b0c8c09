/** Every mail that SES took: one durable row each, one row per recipient, and what has been told of it. */
import type { Buffer } from 'node:buffer';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { SentMail, Store } from '../../ports.ts';
import { sameAddress } from './mail-address.ts';

const tables = `
  CREATE TABLE IF NOT EXISTS ses_mails (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, sent_at INTEGER NOT NULL,
    recipients TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, file TEXT NOT NULL,
    configuration_set TEXT, mail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS ses_mails_by_time ON ses_mails (sent_at, seq);
  CREATE TABLE IF NOT EXISTS ses_recipients (
    address TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES ses_mails (seq), sent_at INTEGER NOT NULL,
    PRIMARY KEY (address, sent_at, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS ses_recipients_by_time ON ses_recipients (sent_at);
  CREATE TABLE IF NOT EXISTS ses_told (
    id TEXT NOT NULL, recipient TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (id, recipient, event)
  ) STRICT, WITHOUT ROWID;`;

const Listed = z.object({
  id: z.string(),
  recipients: z.string(),
  subject: z.string(),
  text: z.string(),
  sent_at: z.number(),
});
const Told = z.object({ mail: z.string(), sent_at: z.number(), configuration_set: z.string().nullable() });
const Addresses = z.array(z.string());
const MailJson = z.record(z.string(), z.unknown());

export interface NewMail {
  readonly id: string;
  readonly sentAt: number;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Relative to the folder of mails. */
  readonly file: string;
  readonly configurationSet: string | undefined;
  /** The `mail` object of its events. */
  readonly mail: Readonly<Record<string, unknown>>;
}

export interface MailQuery {
  /** An exact address, without regard to case. */
  readonly to?: string;
  /** Epoch milliseconds; mails of that instant are in. */
  readonly since?: number;
  /** The newest so many. */
  readonly limit?: number;
}

export type SentMails = ReturnType<typeof openSentMails>;

export function openSentMails(store: Store, folder: string) {
  store.db.exec(tables);
  const { db } = store;
  const columns = 'm.id, m.recipients, m.subject, m.text, m.sent_at';
  const insert = db.prepare(`INSERT INTO ses_mails
    (id, sent_at, recipients, subject, text, file, configuration_set, mail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const address = db.prepare('INSERT INTO ses_recipients (address, seq, sent_at) VALUES (?, ?, ?)');
  const newest = db.prepare(`SELECT ${columns} FROM ses_mails m ORDER BY m.sent_at DESC, m.seq DESC LIMIT ?`);
  const since = db.prepare(`SELECT ${columns} FROM ses_mails m WHERE m.sent_at >= ?
    ORDER BY m.sent_at DESC, m.seq DESC LIMIT ?`);
  const to = db.prepare(`SELECT ${columns} FROM ses_recipients r JOIN ses_mails m ON m.seq = r.seq
    WHERE r.address = ? AND r.sent_at >= ? ORDER BY r.sent_at DESC, r.seq DESC LIMIT ?`);
  const file = db.prepare('SELECT file FROM ses_mails WHERE id = ?');
  const forEvent = db.prepare('SELECT mail, sent_at, configuration_set FROM ses_mails WHERE id = ?');
  const tell = db.prepare('INSERT OR IGNORE INTO ses_told (id, recipient, event) VALUES (?, ?, ?)');
  const recent = db.prepare('SELECT count(*) AS n FROM ses_recipients WHERE sent_at > ?');

  return {
    /** Joins the surrounding transaction. */
    add(mail: NewMail): void {
      const recipients = JSON.stringify(mail.recipients);
      const { lastInsertRowid } = insert.run(
        mail.id,
        mail.sentAt,
        recipients,
        mail.subject,
        mail.text,
        mail.file,
        mail.configurationSet ?? null,
        JSON.stringify(mail.mail),
      );
      for (const recipient of mail.recipients) address.run(sameAddress(recipient), lastInsertRowid, mail.sentAt);
    },

    /** Newest last. */
    list(query: MailQuery): readonly SentMail[] {
      const limit = query.limit ?? -1;
      const from = query.since ?? Number.MIN_SAFE_INTEGER;
      const rows =
        query.to !== undefined
          ? to.all(sameAddress(query.to), from, limit)
          : query.since !== undefined
            ? since.all(from, limit)
            : newest.all(limit);
      return z.array(Listed).parse(rows).reverse().map(sentMail);
    },

    /** Recipients after that instant, for the daily quota. */
    recipientsSince: (instant: number): number => z.object({ n: z.number() }).parse(recent.get(instant)).n,

    /** What an event of this mail needs; undefined when there is no such mail. */
    find(id: string) {
      const row = Told.optional().parse(forEvent.get(id));
      if (!row) return undefined;
      const mail = MailJson.parse(JSON.parse(row.mail));
      return { mail, sentAt: row.sent_at, configurationSet: row.configuration_set ?? undefined };
    },

    /** False when this event was told before. Joins the surrounding transaction. */
    tellOnce: (id: string, recipient: string, event: string): boolean => tell.run(id, recipient, event).changes === 1,

    /** On disk when it answers. A file whose row never came is a mail that was never acknowledged. */
    async keepFile(path: string, raw: Buffer): Promise<void> {
      const full = join(folder, path);
      await mkdir(dirname(full), { recursive: true });
      await writeFile(full, raw, { flag: 'wx', flush: true });
    },

    /** A file of demo data: written again where seeding broke off, and not waited for until it is on disk. */
    async placeFile(path: string, raw: Buffer): Promise<void> {
      const full = join(folder, path);
      await mkdir(dirname(full), { recursive: true });
      await writeFile(full, raw);
    },

    /** The bytes as they were sent; undefined when there is no such mail. */
    async raw(id: string): Promise<Buffer | undefined> {
      const row = z.object({ file: z.string() }).optional().parse(file.get(id));
      return row && (await readFile(join(folder, row.file)));
    },
  };
}

function sentMail(row: z.infer<typeof Listed>): SentMail {
  return {
    id: row.id,
    to: Addresses.parse(JSON.parse(row.recipients)),
    subject: row.subject,
    text: row.text,
    sentAt: new Date(row.sent_at).toISOString(),
  };
}
