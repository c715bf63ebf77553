/** Set for a browser that runs no scripts, by the sign-in form or by the first page that notices (src/proxy.ts). */
export const SCRIPTS_OFF = 'ek_scripts_off';

/** How the cookie is set: for an hour, so that a browser whose scripts are on again gets streamed pages again. */
export const SCRIPTS_OFF_OPTIONS = { path: '/', maxAge: 3600, httpOnly: true, sameSite: 'lax' } as const;
