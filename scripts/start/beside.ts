import { join } from 'node:path';
import type { SimulatorPlan } from './card-provider';
import { type KeptProgram, keepRunning } from './keep-running';
import { startProgram } from './program';
import type { SiteEnvironment } from './site-environment';
import { waitForAnswer } from './web-server';

/** The condition makes `server-only` an empty module, as it is in the server bundle. */
const TYPESCRIPT = ['--conditions=react-server', '--import', 'tsx'];

/** The programs that run beside the web server. */
export interface Beside {
  /** Resolves when whoever pays by card finds the provider there. @throws Error where the simulator does not come up */
  readonly ready: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const say = (message: string): void => console.error(message);

function runScript(name: string, script: string, log: string, variables: SiteEnvironment): KeptProgram {
  const options = { name, args: [...TYPESCRIPT, script], env: variables, log: join(variables.EVENKEEL_DATA_DIR, log) };
  return keepRunning(() => startProgram(options), say);
}

/** Starts the worker and, where the site brings one up, the Stripe simulator. Does not wait for them: the build goes on meanwhile. */
export function startBeside(variables: SiteEnvironment, simulator: SimulatorPlan | null): Beside {
  const programs = [
    ...(simulator === null
      ? []
      : [
          runScript('the Stripe simulator', join('src', 'simulators', 'stripe', 'main.ts'), 'stripe-simulator.log', {
            ...variables,
            ...simulator.variables,
          }),
        ]),
    runScript('the worker', join('scripts', 'worker', 'main.ts'), 'worker.log', variables),
  ];
  return {
    ready: async () => {
      if (simulator === null) return;
      const failure = await waitForAnswer('the Stripe simulator', `http://127.0.0.1:${simulator.port}/`);
      if (failure !== null) throw new Error(failure);
    },
    stop: async () => {
      await Promise.all(programs.map((program) => program.stop()));
    },
  };
}
