/** What a handler answers; the outermost layer turns it into the gateway's shape. */
export interface Reply {
  readonly status: number;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whole `Set-Cookie` values. */
  readonly cookies?: readonly string[];
  readonly body?: string | Uint8Array;
}

export function html(status: number, body: string, more: Pick<Reply, 'cookies' | 'headers'> = {}): Reply {
  return { status, contentType: 'text/html; charset=utf-8', body, ...more };
}

export function json(status: number, value: unknown, more: Pick<Reply, 'headers'> = {}): Reply {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(value), ...more };
}

/** After a POST: the browser goes on with GET, so that reload and back do not send the form again. */
export function seeOther(location: string, cookies: readonly string[] = []): Reply {
  return { status: 303, headers: { location }, cookies };
}

/** A file to keep. The name may be Japanese; old browsers get the plain one. */
export function file(
  body: Uint8Array | string,
  contentType: string,
  name: { readonly plain: string; readonly full: string },
): Reply {
  return { status: 200, contentType, body, headers: { 'content-disposition': attachment(name) } };
}

/** The value of Content-Disposition for a file to keep. */
export function attachment(name: { readonly plain: string; readonly full: string }): string {
  const encoded = encodeURIComponent(name.full).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${name.plain.replace(/[^A-Za-z0-9._-]/g, '_')}"; filename*=UTF-8''${encoded}`;
}

export interface CookieSettings {
  readonly path: string;
  readonly maxAgeSeconds: number;
  /** False only where the origin itself is plain HTTP (one machine). */
  readonly secure: boolean;
}

/** HttpOnly always: no script of ours needs a cookie. */
export function cookie(name: string, value: string, settings: CookieSettings): string {
  const secure = settings.secure ? '; Secure' : '';
  return `${name}=${value}; Path=${settings.path}; Max-Age=${settings.maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}
