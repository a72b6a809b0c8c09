/** A QR code as a drawing of squares; the library behind it is known here alone. */
import encodeQR from 'qr';

export interface QrCode {
  /** Squares a side, the quiet zone of four included. */
  readonly size: number;
  /** The dark squares, as the path of an SVG. */
  readonly path: string;
}

/** 15 % of it may be dirty or creased: it stands on paper that goes from hand to hand. */
export function qrCode(text: string): QrCode {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size: rows.length, path: squares.join('') };
}
