import { expect } from '@playwright/test';
import { shopOf } from './owing-shops';
import type { Site } from './site';

/** Waits until the seller of a scenario has been told of a kind on a day: the stream that inboxes, mails and webhooks come from. */
export async function expectTold(site: Site, scenario: string, kind: string, day: string): Promise<void> {
  await expect
    .poll(
      () =>
        site.sql(
          'SELECT 1 FROM notice n JOIN shop s ON s.id = n.shop_id WHERE s.external_id = $1 AND n.kind = $2 AND n.day = $3',
          [shopOf(scenario), kind, day],
        ),
      { message: `${kind} of ${day}` },
    )
    .toHaveLength(1);
}
