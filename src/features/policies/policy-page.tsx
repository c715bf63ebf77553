import './policies.css';
import type { ShopContext } from '@/contracts/shell';
import { explainBook, POLICY_SOURCES, type RuleInBook, type Sentence } from '@/domain/explain/policy-rules';
import { policyOn } from '@/domain/policy/policy';
import { sellerDatabase } from '@/server/db/seller';
import { readBookOf } from '@/server/queries/policies';
import { Amount } from '@/ui/amount';
import { dayText } from '@/ui/day-text';
import { Section } from '@/ui/section';
import { Skeleton } from '@/ui/states';

function Words({ sentence, currency }: { readonly sentence: Sentence; readonly currency: string }) {
  return sentence.map((piece, index) =>
    typeof piece === 'string' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence never move
      <span key={index}>{piece}</span>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one sentence never move
      <Amount key={index} value={piece.amount} currency={currency} />
    ),
  );
}

function Rule({ rule, currency }: { readonly rule: RuleInBook; readonly currency: string }) {
  const { since, next, source } = rule;
  const isFirst = since.version === 1;
  return (
    <li id={rule.key}>
      <p>
        <Words sentence={rule.sentence} currency={currency} />
      </p>
      {next === null ? null : (
        <p className="next">
          <b>From {dayText(next.version.effectiveFrom, { style: 'long' })}:</b>{' '}
          <Words sentence={next.sentence} currency={currency} /> <span className="faint">({next.version.source})</span>
        </p>
      )}
      <small className="faint">
        {isFirst
          ? 'Since the beginning'
          : `Since ${dayText(since.effectiveFrom, { style: 'long' })}, version ${since.version}`}{' '}
        · {isFirst ? POLICY_SOURCES[source] : since.source}
      </small>
    </li>
  );
}

/** The rules that a shop is under, in plain words, made of its marketplace's book; what is confirmed to change says from when. */
export async function PolicyPage({ shop }: { readonly shop: ShopContext }) {
  const book = await readBookOf(sellerDatabase().pool, shop);
  const current = policyOn(book, shop.today);
  const ahead = book.versions.filter(({ effectiveFrom }) => effectiveFrom > shop.today);
  const [next] = ahead;
  const facts =
    current.version === 1
      ? `Version ${current.version} of the ${book.name}, in effect since the beginning.`
      : `Version ${current.version} of the ${book.name}, in effect since ${dayText(current.effectiveFrom, { style: 'long' })}.`;
  return (
    <>
      <p className="policy-say">
        {facts}{' '}
        {next === undefined
          ? 'No change is announced.'
          : `It changes on ${dayText(next.effectiveFrom, { style: 'long' })}: what changes is marked below.`}{' '}
        Every amount of your statements names the version that made it.
      </p>
      {explainBook(book, current).map(({ title, rules }) => (
        <Section key={title} title={title}>
          <ul className="rules">
            {rules.map((rule) => (
              <Rule key={rule.key} rule={rule} currency={book.currency} />
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

/** As high as the first sections. */
export function PolicyPageSkeleton() {
  return (
    <Section title="When an order settles">
      <Skeleton lines={10} rowHeight={44} label="Loading the rules" />
    </Section>
  );
}
