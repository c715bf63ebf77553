import type { ShopContext } from '@/contracts/shell';
import type { ReplayProofDto, StatementHeadDto } from '@/contracts/statement';
import { replayStatement } from '@/server/queries/statement-proof';
import { counted } from '@/ui/counted';
import { dayText } from '@/ui/day-text';
import { ProofLine } from '@/ui/proof';
import type { StatementView } from '../view';
import { referenceOf } from './head';

interface ReplayProofProps {
  readonly shop: ShopContext;
  readonly head: StatementHeadDto;
  readonly view: StatementView;
}

function policiesText(marketplace: string, versions: readonly number[]): string {
  return versions.map((version) => `${marketplace} v${version}`).join(', ');
}

function Equal({
  proof,
  marketplace,
  year,
}: {
  readonly proof: ReplayProofDto;
  readonly marketplace: string;
  readonly year: string;
}) {
  return (
    <>
      Replayed from {counted(proof.factCount, 'fact')} through {dayText(proof.through, { year })}, policy{' '}
      {policiesText(marketplace, proof.policyVersions)}: <b>equal</b>
    </>
  );
}

function Different({ proof, reference }: { readonly proof: ReplayProofDto; readonly reference: string }) {
  const [first, ...rest] = proof.differences;
  if (first === undefined) return null;
  return (
    <>
      Replayed from {counted(proof.factCount, 'fact')}: <b>not equal</b>. {first.what}: the facts give {first.replayed},
      the books say {first.stored}
      {rest.length === 0 ? '' : `, and ${counted(rest.length, 'more difference')}`}. Tell the marketplace, with the
      reference <span className="id">{reference}</span>.
    </>
  );
}

/** The statement made again from the facts alone, and compared (R12.12). */
export async function ReplayProof({ shop, head, view }: ReplayProofProps) {
  const proof = await replayStatement(view.database, shop, head.no);
  const text = proof.isEqual ? (
    <Equal proof={proof} marketplace={shop.marketplace} year={shop.today.slice(0, 4)} />
  ) : (
    <Different proof={proof} reference={referenceOf(shop, head.no)} />
  );
  return <ProofLine checks={[{ key: 'replay', holds: proof.isEqual, text }]} />;
}

/** What stands in its place while the books are made again. */
export function ReplayProofPending({ factCount }: { readonly factCount: number }) {
  return (
    <div className="proof" role="status">
      <span>Making the books again from {counted(factCount, 'fact')} to compare …</span>
    </div>
  );
}
