// spots.js is made by `./build.sh build` from the adapters in src/sites.

/** By host name: what shows that there may be a request. */
declare const SPOTS: Record<string, { paths: string; css: string[]; labels: Record<string, string>; shadow: string[] }>;
