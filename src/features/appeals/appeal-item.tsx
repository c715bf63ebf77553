import './appeals.css';
import type { AppealDto } from '@/contracts/appeals';
import { measuresLabel } from '@/domain/explain/measure-label';
import { StatusChip } from '@/ui/status-chip';
import { APPEAL_LOOK, filedText, fileText, momentText } from './words';

interface AppealItemProps {
  readonly appeal: AppealDto;
  readonly zone: string;
  readonly year: string;
  /** Where its files are, without their number. */
  readonly filesHref: string;
}

/** One appeal: its state, the words, the files, and the answer with its reason. */
export function AppealItem({ appeal, zone, year, filesHref }: AppealItemProps) {
  const { id, measures, words, status, files, decision } = appeal;
  return (
    <article className="appeal-item" aria-label={`Appeal ${id}`}>
      <p className="sm">
        <StatusChip look={APPEAL_LOOK[status]} /> <span className="muted">{filedText(appeal, zone, year)}</span>
      </p>
      <p className="xs faint">
        Against: {measuresLabel(measures)}. Reference <span className="id">{id}</span>
      </p>
      <p className="sm appeal-words">{words}</p>
      {files.length === 0 ? null : (
        <ul className="appeal-files sm">
          {files.map((file) => (
            <li key={file.no}>
              <a className="link" href={`${filesHref}/${file.no}`} download>
                {file.name}
              </a>{' '}
              <span className="faint">{fileText(file)}</span>
            </li>
          ))}
        </ul>
      )}
      {decision === null ? null : (
        <div className="appeal-answer sm">
          <p className="muted">
            {status === 'granted' ? 'Granted' : 'Refused'} on {momentText(decision.at, zone, year)}. The reason:
          </p>
          <p className="appeal-words">{decision.reason}</p>
        </div>
      )}
    </article>
  );
}
