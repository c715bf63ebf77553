/** The parts of mt940js that the import uses; the package has no types. Its amounts are floats and its dates roll over: neither is used. */
declare module 'mt940js' {
  interface Tag {
    readonly id: number | string;
    /** The field as it stands in the file, without its number. */
    readonly data: string;
  }
  interface Transaction {
    readonly reference: string;
    readonly bankReference: string;
    readonly extraDetails: string;
    readonly details: string;
    readonly structuredDetails?: Readonly<Record<string, string>>;
  }
  interface Statement {
    readonly currency: string;
    readonly transactions: readonly Transaction[];
    readonly tags: readonly Tag[];
  }
  export class Parser {
    parse(text: string, withTags: true): Statement[];
  }
}
