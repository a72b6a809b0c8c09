import type { FileFormat } from '../../table-file.ts';

export interface FileLinksProps {
  /** The address of the files, with its query, to which the format is added. */
  readonly address: string;
  /** What cannot be written in CP932, in words. */
  readonly lost: readonly string[];
}

const formats = {
  xlsx: 'Excel（XLSX）',
  csv: 'CSV（UTF-8）',
  'csv-cp932': 'CSV（シフトJIS）',
} as const satisfies Record<FileFormat, string>;

export function FileLinks({ address, lost }: FileLinksProps) {
  return (
    <>
      <ul class="app-downloads">
        {Object.entries(formats).map(([format, label]) => (
          <li key={format}>
            <a class="dads-link" href={`${address}&format=${format}`}>
              {label}をダウンロードする
            </a>
          </li>
        ))}
      </ul>
      {lost.length === 0 ? null : (
        <p>シフトJISで表せない次の文字は、CSV（シフトJIS）では「〓」になります：{lost.join('、')}</p>
      )}
    </>
  );
}
