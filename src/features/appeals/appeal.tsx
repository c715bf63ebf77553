import { randomUUID } from 'node:crypto';
import type { AppealConditionsDto } from '@/contracts/appeals';
import { may, ROLES } from '@/contracts/permissions';
import type { ShopContext } from '@/contracts/shell';
import { sellerDatabase } from '@/server/db/seller';
import { readAppealConditions, readAppeals } from '@/server/queries/appeals';
import { Amount } from '@/ui/amount';
import { amountText, isZero } from '@/ui/amount-text';
import { LinkButton } from '@/ui/button';
import { CheckList, type Condition } from '@/ui/lists';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';
import { AppealForm } from './appeal-form';
import { AppealItem } from './appeal-item';

const PAY_PATH = '/finances/negative-balance';

/** What an appeal needs, each met or not. */
function conditionsOf(given: AppealConditionsDto, { role, currency }: ShopContext): readonly Condition[] {
  const owes = !isZero(given.owed);
  const billed = isZero(given.billed)
    ? ''
    : ` Bills under way ask for ${amountText(given.billed, { currency })} of it: that counts once they have cleared.`;
  return [
    {
      key: 'owed',
      state: owes ? 'no' : 'ok',
      text: owes ? (
        <>
          Nothing is owed: <Amount value={`-${given.owed}`} tone="owed" /> now.{billed}
        </>
      ) : (
        'Nothing is owed'
      ),
    },
    {
      key: 'under-way',
      state: given.isUnderWay ? 'wait' : 'ok',
      text: given.isUnderWay ? 'Your appeal is being looked at' : 'No appeal is being looked at',
    },
    {
      key: 'role',
      state: may(role, 'appeal-measures') ? 'ok' : 'no',
      text: may(role, 'appeal-measures')
        ? `Your role, ${ROLES[role].name}, can appeal`
        : `Your role, ${ROLES[role].name}, cannot appeal: ask an owner, an admin or finance`,
    },
  ];
}

function Pay({ billable, currency }: { readonly billable: string; readonly currency: ShopContext['currency'] }) {
  if (isZero(billable)) return <LinkButton href="/finances/bills?status=under-way">View bills</LinkButton>;
  return (
    <LinkButton href={PAY_PATH} kind="primary">
      Pay {amountText(billable, { currency })}
    </LinkButton>
  );
}

function Conditions({ given, shop }: { readonly given: AppealConditionsDto; readonly shop: ShopContext }) {
  const conditions = conditionsOf(given, shop);
  const isReady = conditions.every(({ state }) => state === 'ok');
  return (
    <>
      <CheckList conditions={conditions} />
      {isReady ? (
        <div className="mt-4">
          <AppealForm formKey={randomUUID()} measureCount={given.measures.length} />
        </div>
      ) : null}
      {!isZero(given.owed) && may(shop.role, 'pay-bills') ? (
        <div className="acts mt-4">
          <Pay billable={given.billable} currency={shop.currency} />
        </div>
      ) : null}
    </>
  );
}

function sayOf({ measures, liftsByItself }: AppealConditionsDto): string {
  if (measures.length === 0) return 'No measure is in force, so there is nothing to appeal.';
  if (liftsByItself) return 'None is needed here: measures end by themselves once you owe nothing.';
  return 'It is what ends measures. What it needs:';
}

/** The appeal of a shop: what it needs, the form, and what became of earlier ones. */
export async function Appeal({ shop }: { readonly shop: ShopContext }) {
  const { pool } = sellerDatabase();
  const [given, appeals] = await Promise.all([readAppealConditions(pool, shop), readAppeals(pool, shop.id)]);
  if (given === null) return null;
  const year = shop.today.slice(0, 4);
  return (
    <>
      <Section title="Appeal" id="appeal" say={sayOf(given)}>
        {given.measures.length === 0 || given.liftsByItself ? null : <Conditions given={given} shop={shop} />}
      </Section>
      {appeals.length === 0 ? null : (
        <Section title="Your appeals">
          {appeals.map((appeal) => (
            <AppealItem
              key={appeal.id}
              appeal={appeal}
              zone={shop.zone}
              year={year}
              filesHref={`/health/appeals/${appeal.id}/files`}
            />
          ))}
        </Section>
      )}
    </>
  );
}

/** As high as three conditions and the form. */
export function AppealSkeleton() {
  return (
    <Section title="Appeal">
      <Skeleton lines={6} rowHeight={40} label="Loading the appeal" />
    </Section>
  );
}
