import { join } from 'node:path';
import type { SimulatorPlan } from './card-provider';
import { type KeptProgram, keepRunning } from './keep-running';
import { startProgram } from './program';
import type { SiteEnvironment } from './site-environment';
import { waitForAnswer } from './web-server';

/** The condition makes `server-only` an empty module, as it is in the server bundle. */
const TYPESCRIPT = ['--conditions=react-server', '--import', 'tsx'];

const say = (message: string): void => console.error(message);

function runScript(name: string, script: string, log: string, variables: SiteEnvironment): KeptProgram {
  const options = { name, args: [...TYPESCRIPT, script], env: variables, log: join(variables.EVENKEEL_DATA_DIR, log) };
  return keepRunning(() => startProgram(options), say);
}

/** Starts the worker of a site. It does not say when it is ready, and need not: a job waits for it. */
export function startWorkerBeside(variables: SiteEnvironment): KeptProgram {
  return runScript('the worker', join('scripts', 'worker', 'main.ts'), 'worker.log', variables);
}

/** The card provider of a site that has no other. */
export interface SimulatorBeside extends KeptProgram {
  /** Resolves when it answers. @throws Error where it does not come up */
  readonly ready: () => Promise<void>;
}

/** Starts the Stripe simulator of a site, and does not wait for it: the site is built meanwhile. Null where the site needs none. */
export function startSimulatorBeside(variables: SiteEnvironment, plan: SimulatorPlan | null): SimulatorBeside | null {
  if (plan === null) return null;
  const name = 'the Stripe simulator';
  const script = join('src', 'simulators', 'stripe', 'main.ts');
  const program = runScript(name, script, 'stripe-simulator.log', { ...variables, ...plan.variables });
  const ready = async (): Promise<void> => {
    const failure = await waitForAnswer(name, `http://127.0.0.1:${plan.port}/`);
    if (failure !== null) throw new Error(failure);
  };
  return { stop: program.stop, ready };
}
