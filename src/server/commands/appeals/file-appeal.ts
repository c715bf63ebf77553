import 'server-only';
import { type AppealFileField, appealFileType, LARGEST_APPEAL_FILE, plainFileName } from '@/contracts/appeals';
import type { Actor } from '@/contracts/shell';
import type { Instant } from '@/domain/calendar/instant';
import { type AppealRefusal, planAppeal } from '@/domain/enforcement/appeal';
import { accepted, type FieldRefusal, type Result, refused } from '@/domain/shared/result';
import { type Database, inTransaction } from '../../db/database';
import { newId } from '../../ids';
import { hasOpenAppeal, insertAppeal, type NewAppealFile } from '../../repositories/appeals';
import { appendAudit } from '../audit/append-audit';
import { closeDaysBefore } from '../bills/clear-bills';
import { lockStanding } from '../bills/shop-standing';
import { postNotice } from '../notices/post-notice';

/** A file as a form brings it. */
export interface GivenFile {
  readonly field: AppealFileField;
  readonly name: string;
  readonly content: Uint8Array;
}

/** What a seller appeals with. */
export interface FileAppealInput {
  readonly shopId: number;
  readonly words: string;
  readonly files: readonly GivenFile[];
  readonly by: Pick<Actor, 'person' | 'role' | 'seller'>;
  readonly now: Instant;
}

/** Why an appeal was not filed: the shop's standing, or files that are not taken. */
export type FileAppealRefusal = AppealRefusal | { readonly kind: 'files'; readonly fields: readonly FieldRefusal[] };

/**
 * Judges a file by its content.
 * @returns what is wrong with it, or the file as it is kept
 */
function judgeFile({ name, content }: GivenFile): Result<NewAppealFile, string> {
  if (content.length === 0) return refused('This file is empty. Choose another.');
  if (content.length > LARGEST_APPEAL_FILE)
    return refused(`This file is larger than ${LARGEST_APPEAL_FILE / 1024 / 1024} MB. Send a smaller scan or picture.`);
  const type = appealFileType(content);
  if (type === null) return refused('This file is no PDF, PNG or JPEG. Save it as one of these and choose it again.');
  return accepted({ name: plainFileName(name), type, content });
}

function judgeFiles(given: readonly GivenFile[]): Result<readonly NewAppealFile[], FileAppealRefusal> {
  const files: NewAppealFile[] = [];
  const fields: FieldRefusal[] = [];
  for (const file of given) {
    const judged = judgeFile(file);
    if (judged.ok) files.push(judged.value);
    else fields.push({ field: file.field, reason: judged.refusal });
  }
  return fields.length > 0 ? refused({ kind: 'files', fields }) : accepted(files);
}

/**
 * Files an appeal against all measures in force, once nothing is owed (R9.3). It lifts nothing: granting it does.
 * @returns the id of the appeal
 * @example await fileAppeal(database, { shopId, words: "Every parcel has a number now.", files: [], by: actor, now })
 */
export async function fileAppeal(
  database: Database,
  { shopId, words, files: given, by, now }: FileAppealInput,
): Promise<Result<string, FileAppealRefusal>> {
  const files = judgeFiles(given);
  if (!files.ok) return files;
  await closeDaysBefore(database, shopId, now);
  return inTransaction(database, async (connection) => {
    const { state, policy } = await lockStanding(connection, shopId);
    const planned = planAppeal(state, policy, await hasOpenAppeal(connection, shopId));
    if (!planned.ok) return planned;
    const id = newId('apl');
    const { key: filedBy, name: filedName } = by.person;
    const appeal = { shopId, id, measures: planned.value, words, filedBy, filedName, filedAt: now };
    await insertAppeal(connection, { ...appeal, files: files.value });
    const count = files.value.length;
    await postNotice(connection, {
      key: `appeal:${id}:filed`,
      kind: 'appeal-filed',
      sellerId: by.seller?.id ?? null,
      shopId,
      at: now,
      detail: { appeal: id, measures: [...planned.value], files: count },
    });
    const detail = { measures: planned.value.join(' '), files: count };
    await appendAudit(connection, { actor: by, shopId, deed: 'appeal.filed', subject: id, detail });
    return accepted(id);
  });
}
