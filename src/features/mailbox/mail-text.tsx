import { Fragment } from 'react';

const ADDRESS = /(https?:\/\/[^\s<>"']+)/g;

/** The text of a mail: its paragraphs, with addresses as links. */
export function MailText({ text }: { readonly text: string }) {
  return text.split(/\n{2,}/).map((paragraph) => (
    <p key={paragraph} className="mail-text">
      {paragraph.split(ADDRESS).map((piece, index) =>
        index % 2 === 1 ? (
          <a key={piece} className="link" href={piece}>
            {piece}
          </a>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
          <Fragment key={index}>{piece}</Fragment>
        ),
      )}
    </p>
  ));
}
