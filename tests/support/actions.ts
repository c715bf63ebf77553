import { join } from 'node:path';
import type { ActionState } from '@/contracts/action';
import type { ActionRules } from '@/server/auth/action';
import { root, sourceFiles } from '../architecture/source-files';

/** How an action answered: a state for its form, or a page to go to. */
export type Answered = ActionState<unknown> | { readonly status: 'redirected'; readonly to: string };

/** What a form says: words, and files. */
export type FormFields = Readonly<Record<string, string | File>>;

/** An exported server action. */
export interface ExportedAction {
  /** "giveUpBill" */
  readonly name: string;
  readonly file: string;
  /** Null for a function that the wrapper did not make. */
  readonly rules: ActionRules | null;
  /** Sends it a form with these fields. */
  readonly send: (fields: FormFields) => Promise<Answered>;
}

/** Files whose exports a browser may call. */
export function actionFiles(): readonly string[] {
  return sourceFiles('src', ['.ts', '.tsx'])
    .filter(({ text }) => /^\s*['"]use server['"]/m.test(text))
    .map(({ path }) => path);
}

function redirectOf(error: unknown): string | null {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : '';
  return digest.startsWith('NEXT_REDIRECT;') ? digest.split(';').slice(2, -2).join(';') : null;
}

type Made = (previous: ActionState<unknown>, form: FormData) => Promise<ActionState<unknown>>;

async function sendTo(action: Made, fields: FormFields): Promise<Answered> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  try {
    return await action({ status: 'idle' }, form);
  } catch (error) {
    const to = redirectOf(error);
    if (to === null) throw error;
    return { status: 'redirected', to };
  }
}

/** Every server action there is, in a process whose environment is set. */
export async function exportedActions(): Promise<readonly ExportedAction[]> {
  const { rulesOf } = await import('@/server/auth/action');
  const found: ExportedAction[] = [];
  for (const file of actionFiles()) {
    const exports = (await import(join(root, file))) as Record<string, unknown>;
    for (const [name, value] of Object.entries(exports)) {
      if (typeof value !== 'function') continue;
      const made = value as Made;
      found.push({ name, file, rules: rulesOf(made), send: (fields) => sendTo(made, fields) });
    }
  }
  return found;
}
