/** Where bills of several shops are paid. */
export const PAY_SHOPS_PATH = '/shops/pay';

/** The page of a batch: what is left to pay, and what became of each shop's bill. */
export function batchHref(batch: string): string {
  return `${PAY_SHOPS_PATH}/${batch}`;
}
