import { Banner } from './banner';

interface LeftOutProps {
  readonly params: readonly { readonly name: string; readonly given: string; readonly cure: string }[];
}

/** Says which filters of an address were left out, and what would be taken; nothing where all were read. */
export function LeftOut({ params }: LeftOutProps) {
  if (params.length === 0) return null;
  const named = params.map(({ name, given, cure }) => `${name} “${given}”: ${cure}`).join('; ');
  return (
    <Banner
      tone="note"
      icon="search"
      title={
        params.length === 1
          ? 'A filter could not be read and is left out'
          : 'Some filters could not be read and are left out'
      }
    >
      {`${named}.`}
    </Banner>
  );
}
