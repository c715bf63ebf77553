import { may } from '@/contracts/permissions';
import { getActor } from '@/server/auth/actor';
import { systemDatabase } from '@/server/db/site';
import { findLastVerification } from '@/server/repositories/verification-runs';
import { Banner } from '@/ui/banner';
import { LinkButton } from '@/ui/button';
import { counted } from '@/ui/counted';

/** On every page of operations for as long as the last check found something that may not be. */
export async function OpsBooksAlert() {
  const actor = await getActor();
  if (actor === null || !may(actor.role, 'see-proofs')) return null;
  const last = await findLastVerification(systemDatabase().pool);
  if (last === null || last.violationCount === 0) return null;
  return (
    <Banner
      tone="owed"
      icon="alert"
      title={`The books are not true: ${counted(last.violationCount, 'violation')} of an invariant.`}
      actions={<LinkButton href="/ops/invariants">See what is not so</LinkButton>}
    >
      Decide nothing by the numbers of the shops that are named until it is clear what wrote them.
    </Banner>
  );
}
