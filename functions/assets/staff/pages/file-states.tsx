import { hasBrokenOff, isScanOverdue, type UploadedFile } from '../../../../shared/assets/file.ts';
import type { Instant } from '../../../../shared/kernel/time.ts';
import { StatusTag } from '../../../ui/components/status-tag.tsx';

export function FileState({ file, now }: { readonly file: UploadedFile; readonly now: Instant }) {
  if (hasBrokenOff(file, now)) return <StatusTag tone="neutral">中断</StatusTag>;
  if (isScanOverdue(file, now)) return <StatusTag tone="error">検査不能</StatusTag>;
  switch (file.status) {
    case 'uploading':
      return <StatusTag tone="progress">受信中</StatusTag>;
    case 'scanning':
      return <StatusTag tone="progress">ウイルス検査中</StatusTag>;
    case 'clean':
      return <StatusTag tone="success">検査済み（安全）</StatusTag>;
    case 'refused':
      return <StatusTag tone="error">{file.reason === 'not-scannable' ? '検査不能' : '受付不可'}</StatusTag>;
  }
}

export const refusedBecause = {
  infected: 'ウイルスが見つかったため、ファイルを削除しました。お使いの端末を点検してください。',
  'not-scannable': 'ウイルス検査ができないファイルです。パスワードや暗号化を外して、もう一度送ってください。',
  'digest-differs': '送られた内容が途中で欠けています。もう一度送ってください。',
  'type-differs': 'ファイルの中身が、名前の示す種類（CSVまたはXLSX）と違います。保存し直して、もう一度送ってください。',
} as const;

export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes}バイト`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)}KB` : `${(bytes / 1_000_000).toFixed(1)}MB`;
}
