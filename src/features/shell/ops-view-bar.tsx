import './shell.css';
import { getActor } from '@/server/auth/actor';
import { OpsLeaveView } from './ops-leave-view';

/** On top of a seller's pages while somebody of the marketplace sees them. */
export async function OpsViewBar() {
  const actor = await getActor();
  if (actor?.viewedBy === undefined) return null;
  return (
    <OpsLeaveView
      seller={actor.seller?.name ?? 'the seller'}
      until={actor.viewedBy.until.slice(11, 16)}
      purpose={actor.viewedBy.purpose}
    />
  );
}
