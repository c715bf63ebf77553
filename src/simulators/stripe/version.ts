/** The version of the API that the SDK of this repository speaks; requests of other versions are answered in the same form. */
export const API_VERSION = '2026-10-28.endive';
