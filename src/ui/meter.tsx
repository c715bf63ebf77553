import type { CSSProperties } from 'react';

/** A mark on a meter's track, with what it brings. */
export interface MeterMark {
  /** 0 to 100, in percent of the track. */
  readonly at: number;
  readonly word: string;
  /** On which side of the mark the word stands, where the middle would meet another word. */
  readonly side?: 'before' | 'after';
}

/** The class of a mark's word: at the end of the track it ends at its mark. */
function sideOf({ at, side }: MeterMark): string | undefined {
  if (side === 'after') return 's';
  return side === 'before' || at > 85 ? 'e' : undefined;
}

interface MeterProps {
  readonly label: string;
  /** "1 of 22, 4.5 %". */
  readonly value: string;
  /** 0 to 100, in percent of the track. */
  readonly filled: number;
  /** A rate is never red: petrol below its first limit, ochre hatch over it. */
  readonly look: 'rate' | 'over' | 'owed';
  readonly marks: readonly MeterMark[];
}

/** A measured value against its limits. */
export function Meter({ label, value, filled, look, marks }: MeterProps) {
  const look2 = look === 'owed' ? '' : look === 'over' ? ' rate over' : ' rate';
  return (
    <div className={`meter${look2}`}>
      <div className="top">
        <span>{label}</span>
        <span className="amt">{value}</span>
      </div>
      <div
        className="trk"
        role="img"
        aria-label={`${label}: ${value}; ${marks.map((mark) => mark.word).join(', ')}`}
        style={{ '--v': `${Math.min(100, filled)}%` } as CSSProperties}
      >
        <i />
        {marks.map((mark) => (
          <s key={mark.word} style={{ '--m': `${mark.at}%` } as CSSProperties} />
        ))}
      </div>
      <div className="mk" aria-hidden="true">
        {marks.map((mark) => (
          <span key={mark.word} className={sideOf(mark)} style={{ '--m': `${mark.at}%` } as CSSProperties}>
            {mark.word}
          </span>
        ))}
      </div>
    </div>
  );
}
