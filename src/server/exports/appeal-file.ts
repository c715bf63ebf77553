import 'server-only';
import { appealFileNoSchema, appealIdSchema } from '@/contracts/appeals';
import type { Connection } from '../db/database';
import { findAppealFile } from '../repositories/appeals';

/** A name as headers take it: plain for old readers, and as it is, percent-encoded (RFC 6266, RFC 8187). */
function disposition(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^\w.-]+/g, '-');
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/**
 * A file of an appeal, to be saved. Nobody scanned it, so no browser is to show it: it is an attachment whatever it says, of the type that its
 * content was found to be, and would run nothing if it were opened all the same.
 * @param connection one that sees only the appeals of who asks
 * @param params as the address has them
 */
export async function appealFileResponse(
  connection: Connection,
  params: { readonly appeal: string; readonly no: string },
): Promise<Response> {
  const appeal = appealIdSchema.safeParse(params.appeal);
  const no = appealFileNoSchema.safeParse(params.no);
  const file = appeal.success && no.success ? await findAppealFile(connection, appeal.data, no.data) : null;
  if (file === null) return new Response('There is no such file.', { status: 404 });
  return new Response(new Uint8Array(file.content), {
    headers: {
      'content-type': file.type,
      'content-disposition': disposition(file.name),
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
