import 'server-only';
import { detailOf, readDecision } from '@/contracts/decision-kinds';
import type { DecisionStatus, EffectDto } from '@/contracts/decisions';
import type { Instant } from '@/domain/calendar/instant';
import type { Decision, DecisionKind } from '@/domain/decision/decision';
import type { Minor } from '@/domain/money/money';
import type { Connection } from '../db/database';

/** Somebody of the marketplace. */
interface Person {
  readonly key: string;
  readonly name: string;
}

/** A decision as it is proposed. */
export interface NewDecision {
  readonly shopId: number;
  readonly id: string;
  readonly decision: Decision;
  readonly reason: string;
  readonly effect: EffectDto | null;
  readonly moved: Minor;
  readonly needsSecond: boolean;
  readonly by: Person;
  readonly at: Instant;
}

/** A decision that is to be decided. */
export interface DecisionRow {
  readonly shopId: number;
  readonly id: string;
  readonly decision: Decision;
  readonly reason: string;
  readonly needsSecond: boolean;
  readonly proposedBy: string;
  readonly proposedName: string;
  readonly status: DecisionStatus;
}

/** Stores a proposal. */
export async function insertProposal(connection: Connection, made: NewDecision): Promise<void> {
  const { shopId, id, decision, reason, effect, moved, needsSecond, by, at } = made;
  await connection.query(
    `INSERT INTO decision (shop_id, id, kind, detail, reason, effect, moved_minor, needs_second, proposed_by, proposed_name, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[shopId, id, decision.kind, JSON.stringify(detailOf(decision)), reason],
      ...[effect === null ? null : JSON.stringify(effect), moved, needsSecond, by.key, by.name, at],
    ],
  );
}

/** The shop of a decision; null if there is no such decision. */
export async function findDecisionShop(connection: Connection, id: string): Promise<number | null> {
  const { rows } = await connection.query<{ shop_id: number }>('SELECT shop_id FROM decision WHERE id = $1', [id]);
  return rows[0]?.shop_id ?? null;
}

/** A decision about a shop whose row is locked, which keeps a second word away. */
export async function findDecision(connection: Connection, shopId: number, id: string): Promise<DecisionRow | null> {
  const { rows } = await connection.query<
    Omit<DecisionRow, 'decision'> & { readonly kind: DecisionKind; readonly detail: unknown }
  >(
    `SELECT shop_id AS "shopId", id, kind, detail, reason, needs_second AS "needsSecond", proposed_by AS "proposedBy",
            proposed_name AS "proposedName", status FROM decision WHERE shop_id = $1 AND id = $2`,
    [shopId, id],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const { kind, detail, ...rest } = row;
  return { ...rest, decision: readDecision(kind, detail) };
}

/** Writes down what was decided. */
export async function settleDecision(
  connection: Connection,
  { shopId, id }: Pick<DecisionRow, 'shopId' | 'id'>,
  settled: {
    readonly status: Exclude<DecisionStatus, 'open'>;
    readonly note: string | null;
    readonly facts: readonly string[];
    readonly by: Person;
    readonly at: Instant;
  },
): Promise<void> {
  const { status, note, facts, by, at } = settled;
  await connection.query(
    `UPDATE decision SET status = $3, note = $4, facts = $5, decided_by = $6, decided_name = $7, decided_at = $8
      WHERE shop_id = $1 AND id = $2`,
    [shopId, id, status, note, facts, by.key, by.name, at],
  );
}

/** What a person moved in a shop without a second one since a moment, without signs. */
export async function sumMovedAlone(
  connection: Connection,
  { shopId, person, since }: { readonly shopId: number; readonly person: string; readonly since: Instant },
): Promise<Minor> {
  const { rows } = await connection.query<{ moved: Minor }>(
    `SELECT coalesce(sum(moved_minor), 0)::bigint AS moved FROM decision
      WHERE shop_id = $1 AND proposed_by = $2 AND proposed_at >= $3 AND NOT needs_second`,
    [shopId, person, since],
  );
  return rows[0]?.moved ?? (0n as Minor);
}
