import 'server-only';
import type { BetterLevelDto, LevelDifferenceDto } from '@/contracts/health';
import type { ShopContext } from '@/contracts/shell';
import { addDays, dayOfMonth, daysBetween, type PlainDate } from '@/domain/calendar/plain-date';
import { bookOf } from '@/domain/close/open-shop';
import { type ForecastDay, forecast } from '@/domain/forecast/forecast';
import { formatMinor, minus, smaller, sum } from '@/domain/money/money';
import { roundHalfUp } from '@/domain/money/rate';
import { policyOn } from '@/domain/policy/policy';
import {
  betterThan,
  type ExpectedWithholding,
  expectedAtLevel,
  heldAtLevel,
  type LevelDifference,
} from '@/domain/reserve/better-level';
import { compareHolds, remainingOf } from '@/domain/reserve/hold';
import { present } from '@/domain/shared/assert';
import type { Database } from '../db/database';
import { readOutlookInput } from './outlook';

type Shop = Pick<ShopContext, 'id' | 'externalId' | 'marketplace' | 'today'>;

function differenceDto({ orderCount, settlement, now, better }: LevelDifference): LevelDifferenceDto {
  return {
    orderCount,
    settlement: formatMinor(settlement),
    now: formatMinor(now),
    better: formatMinor(better),
    freed: formatMinor(minus(now, better)),
  };
}

/** The last day before the next evaluation (R10.2): until then the level stays, unless disputes or risk change it. */
function lastDayOfLevel(today: PlainDate): PlainDate {
  let day = today;
  while (dayOfMonth(addDays(day, 1)) !== 1) day = addDays(day, 1);
  return day;
}

/** What the settlements ahead put into the reserve, those that put nothing left out. */
function withholdings(days: readonly ForecastDay[]): readonly ExpectedWithholding[] {
  return days.flatMap(({ statements }) =>
    statements.flatMap(({ lines }) =>
      lines.flatMap(({ withholding, sums }) => {
        if (withholding === null || withholding.withheld === 0n) return [];
        const { revenue, shipping, fees, adjustments } = sums;
        return [{ settlement: sum([revenue, shipping, fees, adjustments]), withheld: withholding.withheld }];
      }),
    ),
  );
}

/**
 * What the next better level would free: of what is in reserve today, and of what settles until the next evaluation.
 * @returns null at the best level, for a shop that is exempt, and before the first close
 * @example Ivy at level 2 with 3.96 of 79.24 in reserve: level 3 would free 3.96
 */
export async function readBetterLevel(database: Database, shop: Shop): Promise<BetterLevelDto | null> {
  const input = await readOutlookInput(database, shop);
  if (input === null || input.state.reserveExempt) return null;
  const policy = policyOn(bookOf(input.policies, shop.marketplace), shop.today);
  const { level } = present(
    input.state.levels.findLast(({ from }) => from <= shop.today),
    'reserve level in effect',
  );
  const better = betterThan(level);
  if (better === null) return null;
  const until = lastDayOfLevel(shop.today);
  const days = daysBetween(input.state.closedThrough, until);
  const coming = withholdings(forecast(input, days).days);
  const newest = input.holds
    .filter((hold) => remainingOf(hold) > 0n)
    .sort(compareHolds)
    .at(-1);
  const { rate } = policy.reserveLevels[better];
  return {
    level,
    rate: policy.reserveLevels[level].rate.text,
    better,
    betterRate: rate.text,
    held: differenceDto(heldAtLevel(input.holds, better, policy)),
    coming: { ...differenceDto(expectedAtLevel(coming, better, policy)), until },
    example:
      newest === undefined
        ? null
        : {
            order: newest.order,
            settlement: formatMinor(newest.settlement),
            withheld: formatMinor(newest.withheld),
            better: formatMinor(smaller(newest.withheld, roundHalfUp(rate, newest.settlement))),
          },
  };
}
